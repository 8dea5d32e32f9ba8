package io.grantkeeper.testing.activity;

import static java.util.stream.Collectors.toCollection;

import io.grantkeeper.testing.activity.GeneratedIdentity.Kind;
import io.grantkeeper.testing.activity.GeneratedIdentity.Phase;
import io.grantkeeper.testing.activity.GeneratedIdentity.Rhythm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The people and identities of the company at the start of the simulation. */
final class GeneratedCompany {
    private static final List<String> FIRST_NAMES =
            List.of("ada", "ben", "cleo", "dana", "emil", "fay", "gil", "hana", "ivo", "jana", "kai", "lea");
    private static final List<String> LAST_NAMES =
            List.of("adler", "brandt", "costa", "dubois", "ekberg", "fischer", "garcia", "hofer", "ito", "jansen");
    private static final List<String> REPOSITORIES = IntStream.range(0, 80)
            .mapToObj(i -> List.of("web", "api", "billing", "infra", "mobile", "search", "data", "docs")
                            .get(i % 8) + "-" + i)
            .toList();
    private static final List<String> ENTRA_RESOURCES = List.of(
            "Microsoft Graph",
            "Azure Key Vault",
            "Azure Storage",
            "Office 365 Exchange Online",
            "Office 365 SharePoint Online",
            "Azure SQL Database",
            "Windows Azure Service Management API");

    private final ActivityRandom random;
    private final Instant start;
    final List<GeneratedPerson> people;
    final List<GeneratedIdentity> identities = new ArrayList<>();

    GeneratedCompany(ActivityRandom random, Instant start) {
        this.random = random;
        this.start = start;
        this.people = IntStream.range(0, 120)
                .mapToObj(i ->
                        new GeneratedPerson(i, FIRST_NAMES.get(i % 12) + "." + LAST_NAMES.get(i / 12), random.split()))
                .toList();
        add(30, Kind.OKTA_APP);
        add(12, Kind.OKTA_TOKEN);
        add(28, Kind.GITHUB_APP);
        add(30, Kind.GITHUB_TOKEN);
        add(48, Kind.GOOGLE_APP);
        add(16, Kind.GOOGLE_SERVICE_ACCOUNT);
        add(50, Kind.MICROSOFT_APP);
        add(12, Kind.MICROSOFT_MANAGED);
        add(20, Kind.MICROSOFT_DELEGATED);
        add(24, Kind.SLACK_APP);
        add(14, Kind.OPENAI_KEY);
        add(16, Kind.ANTHROPIC_KEY);
    }

    /** Returns a new identity, which joins the company when it first acts. */
    GeneratedIdentity create(Kind kind, Instant from) {
        return create(kind, from, people.get(random.below(30)));
    }

    /**
     * Returns a new identity with the given owner. On its own, it does nothing until it starts a phase in which it
     * performs at least some activities per day.
     */
    GeneratedIdentity create(Kind kind, Instant from, GeneratedPerson owner) {
        GeneratedIdentity created = identity(kind, 200 + identities.size(), from, owner, 0);
        identities.add(created);
        return created;
    }

    /** Returns a new app whose name imitates that of a known app. */
    GeneratedIdentity imitate(GeneratedIdentity known, String name, Instant from) {
        GeneratedIdentity model = identity(known.kind, 0, from, people.get(random.below(30)), 0);
        GeneratedIdentity created = new GeneratedIdentity(
                identities.size(), known.kind, model.id, model.secondId, name, "google-1", model.owner, model.first());
        created.people.add(model.owner);
        identities.add(created);
        return created;
    }

    private void add(int count, Kind kind) {
        for (int i = 0; i < count; i++) {
            identities.add(identity(kind, i, start, people.get(random.below(30)), 1));
        }
    }

    private GeneratedIdentity identity(Kind kind, int number, Instant from, GeneratedPerson owner, int active) {
        String family = random.pick(families(kind));
        boolean local = number % 2 == 0;
        boolean personal =
                (kind.actsForPeople() && (kind != Kind.GOOGLE_APP || local)) || (kind == Kind.GITHUB_TOKEN && local);
        SimulatedNetwork cloud = NetworkCatalog.CLOUDS.get(owner.index % NetworkCatalog.CLOUDS.size());
        int host = random.below(5_000);
        List<SimulatedAddress> addresses = personal
                ? List.of()
                : IntStream.range(0, random.between(1, 4))
                        .mapToObj(i -> new SimulatedAddress(cloud, host + i))
                        .toList();
        Phase phase = new Phase(
                from,
                rhythm(kind),
                0,
                random.between(1, 5),
                addresses,
                personal ? owner.browser : random.pick(clients(kind)),
                credential(kind),
                calls(kind, family),
                resources(kind));
        GeneratedIdentity identity = new GeneratedIdentity(
                identities.size(),
                kind,
                id(kind),
                kind.provider().equals("microsoft") ? random.guid() : random.digits(12),
                family + "-" + number,
                kind.provider().equals("google") && number % 8 == 7 ? "google-2" : kind.provider() + "-1",
                owner,
                phase.paced(active * pace(phase.rhythm())));
        int users = kind.actsForPeople() || kind == Kind.GOOGLE_SERVICE_ACCOUNT ? random.between(1, 8) : 0;
        identity.people.add(owner);
        Stream.generate(() -> random.pick(people)).limit(users).forEach(identity.people::add);
        return identity;
    }

    private double pace(Rhythm rhythm) {
        return switch (rhythm) {
            case OFFICE -> random.between(3, 14);
            case CRON -> random.between(1, 2);
            case NIGHTLY -> random.between(4, 14);
            case WEEKLY -> random.between(4, 12);
            case STEADY -> random.between(4, 12);
            case MONTH_END -> random.between(3, 8);
            case SPARSE -> random.between(1, 3);
        };
    }

    private Rhythm rhythm(Kind kind) {
        if (kind.actsForPeople()) {
            return Rhythm.OFFICE;
        }
        return random.pick(List.of(
                Rhythm.OFFICE,
                Rhythm.CRON,
                Rhythm.CRON,
                Rhythm.NIGHTLY,
                Rhythm.NIGHTLY,
                Rhythm.STEADY,
                Rhythm.STEADY,
                Rhythm.WEEKLY,
                Rhythm.MONTH_END,
                Rhythm.SPARSE));
    }

    String credential(Kind kind) {
        return switch (kind) {
            case OKTA_APP -> "kid-" + random.alphanumeric(20);
            case GITHUB_APP, GITHUB_TOKEN -> random.alphanumeric(43) + "=";
            case MICROSOFT_APP -> random.guid();
            default -> random.alphanumeric(16);
        };
    }

    private String id(Kind kind) {
        return switch (kind) {
            case OKTA_APP -> "0oa" + random.alphanumeric(17);
            case OKTA_TOKEN -> "00T" + random.alphanumeric(17);
            case GITHUB_APP, GITHUB_TOKEN -> random.digits(8);
            case GOOGLE_APP -> random.digits(12) + "-" + random.hex(20) + ".apps.googleusercontent.com";
            case GOOGLE_SERVICE_ACCOUNT -> random.digits(21);
            case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> random.guid();
            case SLACK_APP -> "A0" + random.digits(9);
            case OPENAI_KEY -> "key_" + random.alphanumeric(16);
            case ANTHROPIC_KEY -> "apikey_01" + random.alphanumeric(22);
        };
    }

    private static List<String> families(Kind kind) {
        return switch (kind) {
            case OKTA_APP, OKTA_TOKEN -> List.of("hr-sync", "provisioner", "access-report");
            case GITHUB_APP -> List.of("deploy-bot", "ci-runner", "dependency-bot", "code-review");
            case GITHUB_TOKEN -> List.of("release-script", "mirror-job", "local-tools");
            case GOOGLE_APP -> List.of("Calendar Sync", "Mail Assistant", "Doc Signer", "Meeting Notes");
            case GOOGLE_SERVICE_ACCOUNT -> List.of("directory-export", "drive-backup");
            case MICROSOFT_APP -> List.of("backup-service", "invoice-import", "monitoring", "data-loader");
            case MICROSOFT_MANAGED -> List.of("vm-agent", "function-host");
            case MICROSOFT_DELEGATED -> List.of("Mail Client", "Planner Add-in", "Notes Sync");
            case SLACK_APP -> List.of("standup-bot", "ticket-bot", "file-archiver");
            case OPENAI_KEY, ANTHROPIC_KEY -> List.of("workspace-sync", "spend-control");
        };
    }

    private static List<String> clients(Kind kind) {
        return switch (kind) {
            case OKTA_APP, OKTA_TOKEN ->
                List.of("okta-sdk-python/2.9.8", "okta-sdk-java/20.0.0", "terraform-provider-okta/4.9.1");
            case GITHUB_APP, GITHUB_TOKEN -> List.of("git/2.45.2", "GitHubActions/2.319", "octokit-core.js/5.0.2");
            case GOOGLE_APP, GOOGLE_SERVICE_ACCOUNT -> List.of("google-api-python-client/2.137.0");
            case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> List.of("azsdk-net-Identity/1.12.0");
            case SLACK_APP -> List.of("slackclient/3.27.1 Python/3.12.3", "@slack:web-api/7.0.4 node/20.11.1");
            case OPENAI_KEY -> List.of("OpenAI/Python 1.40.0");
            case ANTHROPIC_KEY -> List.of("Anthropic/Python 0.39.0");
        };
    }

    private static List<String> calls(Kind kind, String family) {
        return switch (kind) {
            case OKTA_APP ->
                family.equals("access-report")
                        ? List.of("app.oauth2.token.grant.access_token")
                        : List.of(
                                "app.oauth2.token.grant.access_token",
                                "group.user_membership.add",
                                "group.user_membership.remove");
            case OKTA_TOKEN -> List.of("group.user_membership.add", "user.account.update_profile");
            case GITHUB_APP ->
                switch (family) {
                    case "ci-runner" -> List.of("git.clone", "git.fetch");
                    case "dependency-bot" -> List.of("git.fetch", "pull_request.create", "git.push");
                    case "code-review" -> List.of("git.fetch", "pull_request_review.submit");
                    default -> List.of("git.clone", "git.push");
                };
            case GITHUB_TOKEN -> List.of("git.clone", "git.fetch", "git.push");
            case GOOGLE_APP ->
                switch (family) {
                    case "Mail Assistant" -> List.of("gmail.users.messages.list", "gmail.users.messages.get");
                    case "Doc Signer" -> List.of("drive:view", "drive.files.get", "drive:edit");
                    case "Meeting Notes" -> List.of("calendar.events.list", "people.connections.list", "drive:create");
                    default -> List.of("calendar.events.list", "calendar.events.insert");
                };
            case GOOGLE_SERVICE_ACCOUNT ->
                family.equals("drive-backup")
                        ? List.of("drive.files.list", "drive:download")
                        : List.of("directory.users.list", "directory.groups.list");
            case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> List.of("sign-in");
            case SLACK_APP ->
                family.equals("file-archiver")
                        ? List.of("file_downloaded", "file_downloaded", "user_channel_join")
                        : List.of("user_channel_join", "file_uploaded");
            case OPENAI_KEY ->
                family.equals("spend-control")
                        ? List.of("rate_limit.updated", "project.updated")
                        : List.of("user.updated", "user.added");
            case ANTHROPIC_KEY -> List.of("compliance_api_accessed", "platform_api_key_updated");
        };
    }

    private List<String> resources(Kind kind) {
        List<String> all =
                switch (kind) {
                    case OKTA_APP, OKTA_TOKEN ->
                        List.of(
                                "Engineering",
                                "Sales",
                                "Contractors",
                                "Everyone in Lyon",
                                "Finance",
                                "Support",
                                "Design",
                                "Legal");
                    case GITHUB_APP, GITHUB_TOKEN -> REPOSITORIES;
                    case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> ENTRA_RESOURCES;
                    case ANTHROPIC_KEY ->
                        List.of("/v1/compliance/activities", "/v1/organizations/users", "/v1/organizations/workspaces");
                    default ->
                        IntStream.range(0, 60)
                                .mapToObj(i -> List.of("plan", "budget", "notes", "roadmap", "minutes")
                                                .get(i % 5) + "-" + i)
                                .toList();
                };
        int size =
                switch (kind) {
                    case MICROSOFT_APP, MICROSOFT_MANAGED, MICROSOFT_DELEGATED -> random.between(1, 2);
                    case ANTHROPIC_KEY -> 2;
                    default -> random.between(2, 9);
                };
        int first = random.below(all.size());
        return IntStream.range(0, Math.min(size, all.size()))
                .mapToObj(i -> all.get((first + i * 3) % all.size()))
                .distinct()
                .collect(toCollection(ArrayList::new));
    }

    static List<String> repositories() {
        return REPOSITORIES;
    }

    static List<String> entraResources() {
        return ENTRA_RESOURCES;
    }
}

package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Seeds the demo company. Its people and apps come from the seed files; everything else is defined in this class. */
final class DemoSeed {

    private static final String DOMAIN = "larkfield.example";
    private static final long SEED = 20_261_123L;
    private static final Set<String> ADMINISTRATORS =
            Set.of("ben.carter", "simon.keller", "elif.demir", "samir.haddad");
    private static final Set<String> OWNERS = Set.of("tbrandt", "samirh", "bencarter-it");

    private final Company company;
    private final Instant now;
    private final Random random = new Random(SEED);
    private final DemoCharacters characters;

    DemoSeed(SimulatedClock clock) {
        company = new Company(
                "Larkfield Instruments", DOMAIN, new GitHubAccount(7_340_021L, "larkfield"), "C03lkf7m2", clock);
        now = clock.instant();
        characters = new DemoCharacters(company);
    }

    Company seed() {
        people();
        googleApps();
        googleSecurity();
        repositories();
        repositoryActions();
        installations();
        googleUsage();
        new DemoCredentials(company, now).seed();
        new DemoSlack(company, now).seed();
        company.takeGitHubEvents(); // Past events send no webhooks.
        var dailyUse = new OrdinaryDays(SEED, 1);
        new DemoDays(dailyUse).schedule(company);
        company.afterScript(new SeededDays(SEED, dailyUse)::simulate);
        company.habit(dailyUse::simulate);
        company.habit(ExpiryReporter::simulate);
        return company;
    }

    private void people() {
        long account = 21_400_377L;
        for (List<String> row : SeedFile.rows("people.csv")) {
            account += 118_391;
            String local = row.getFirst();
            Optional<GitHubAccount> gitHub =
                    row.get(6).equals("-") ? Optional.empty() : Optional.of(new GitHubAccount(account, row.get(6)));
            var person = new CompanyPerson(
                    profileId(),
                    local + '@' + DOMAIN,
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    row.get(4),
                    row.get(5).equals("-") ? Optional.empty() : Optional.of(row.get(5) + '@' + DOMAIN),
                    gitHub,
                    ADMINISTRATORS.contains(local),
                    GoogleAccountStatus.ACTIVE,
                    daysAgo(200 + random.nextInt(1500)));
            company.people().put(person);
            gitHub.ifPresent(this::join);
        }
        gitHubRoles();
        leftLongAgo("rasmus.berg", "Rasmus", "Berg", GoogleAccountStatus.SUSPENDED);
        leftLongAgo("julie.dupont", "Julie", "Dupont", GoogleAccountStatus.ARCHIVED);
        leftLongAgo("old.intern", "Sam", "Intern", GoogleAccountStatus.DELETED);
        company.gitHub().outsideCollaborators().put(new GitHubAccount(33_918_204L, "contract-dev-io"));
        company.gitHub().outsideCollaborators().put(new GitHubAccount(40_771_935L, "pcb-layout-hub"));
    }

    private void gitHubRoles() {
        List<GitHubAccount> members = company.gitHub().members().all().stream()
                .filter(member -> company.gitHub().owners().find(member.login()).isEmpty())
                .toList();
        String first = members.getFirst().login();
        String last = members.getLast().login();
        company.gitHub()
                .roles()
                .putAll(List.of(
                        new OrganizationRole(
                                8132, "all_repo_admin", "Predefined", "admin", List.of(), List.of(), List.of()),
                        new OrganizationRole(
                                8136, "security_manager", "Predefined", "read", List.of(), List.of(), List.of(last)),
                        new OrganizationRole(
                                9001,
                                "Release manager",
                                "Organization",
                                "maintain",
                                List.of("read_organization_audit_log"),
                                List.of(first),
                                List.of())));
    }

    private void join(GitHubAccount account) {
        company.gitHub().members().put(account);
        if (OWNERS.contains(account.login())) {
            company.gitHub().owners().put(account);
        }
    }

    private void leftLongAgo(String local, String given, String family, GoogleAccountStatus status) {
        company.people()
                .put(new CompanyPerson(
                        profileId(),
                        local + '@' + DOMAIN,
                        given,
                        family,
                        "Engineering",
                        "Engineer",
                        Optional.of("lena.fischer@" + DOMAIN),
                        Optional.empty(),
                        false,
                        status,
                        daysAgo(1900)));
    }

    private void googleApps() {
        for (var template : SeedAppCatalog.GOOGLE) {
            for (CompanyPerson person : company.people().active()) {
                if (uses(person, template.users())) {
                    company.onGoogle()
                            .consent(person, template.app(), template.scopes(), daysAgo(2 + random.nextInt(420)));
                }
            }
        }
        // The grants of people who left still exist.
        var zoom = SeedAppCatalog.google("Zoom");
        company.onGoogle().consent(characters.person("rasmus.berg"), zoom.app(), zoom.scopes(), daysAgo(700));
    }

    private void googleUsage() {
        var past = new Random(SEED);
        for (CompanyPerson person : company.people().active()) {
            company.google()
                    .grantsOf(person.id())
                    .forEach(grant -> OrdinaryDays.addPastUsage(company, person, grant, now, past));
        }
    }

    private static boolean uses(CompanyPerson person, List<String> users) {
        String local = person.email().substring(0, person.email().indexOf('@'));
        return users.contains("*") || users.contains(person.department()) || users.contains(local);
    }

    private void googleSecurity() {
        var google = company.onGoogle();
        password("viktor.horvath", 1, "Thunderbird on laptop", daysAgo(350), daysAgo(1));
        password("luca.ferrari", 1, "Scanner in the hallway", daysAgo(1210), daysAgo(3));
        password("luca.ferrari", 2, "Old phone", daysAgo(1400), null);
        password("dana.cole", 7, "git send-email", daysAgo(88), daysAgo(12));
        CompanyPerson admin = characters.person("ben.carter");
        google.grantDelegation(
                admin,
                "110458723349061283741",
                SeedAppCatalog.scopes("drive gmail.readonly admin.directory.user.readonly"),
                daysAgo(160));
        google.setTrust(admin, SeedAppCatalog.google("Zoom").app(), true, daysAgo(150));
        google.setTrust(admin, SeedAppCatalog.google("Backupify").app(), true, daysAgo(149));
        for (CompanyPerson person : company.people().active()) {
            google.login(person, daysAgo(1).plus(Duration.ofMinutes(random.nextInt(500))));
        }
        company.google()
                .serviceAccounts()
                .put(new GoogleServiceAccount(
                        "larkfield-backup",
                        "workspace-backup",
                        "110458723349061283741",
                        "Workspace backup",
                        false,
                        List.of(new GoogleServiceAccount.Key(
                                "5f1c9b7ae2d04836", daysAgo(820), Instant.parse("9999-12-31T23:59:59Z"), false))));
        company.google()
                .serviceAccounts()
                .put(new GoogleServiceAccount(
                        "larkfield-data",
                        "pipeline-loader",
                        "104772930018845521906",
                        "Pipeline loader",
                        false,
                        List.of(new GoogleServiceAccount.Key("a81d0c53be974f26", daysAgo(40), daysAgo(-50), false))));
    }

    private void password(String local, int code, String name, Instant created, @Nullable Instant used) {
        CompanyPerson person = characters.person(local);
        company.onGoogle()
                .addAppPassword(person, new AppPassword(person.id(), code, name, created, Optional.ofNullable(used)));
    }

    /** Adds secrets to two repositories. Only one of the repositories prevents everyone from changing its workflows. */
    private void repositoryActions() {
        List<GitHubRepository> repositories = company.gitHub().repositories().all();
        company.gitHub()
                .actions()
                .putAll(List.of(
                        new GitHubRepositoryWorkflowAccess(
                                repositories.getFirst().id(),
                                List.of("DEPLOY_KEY", "NPM_TOKEN"),
                                List.of("SENTRY_AUTH_TOKEN"),
                                List.of(),
                                List.of(new GitHubRepositoryWorkflowAccess.BranchRule(
                                        "main", true, false, false, false, true, 0, 1)),
                                List.of()),
                        new GitHubRepositoryWorkflowAccess(
                                repositories.getLast().id(),
                                List.of("SIGNING_KEY"),
                                List.of(),
                                List.of("repo", "environment"),
                                List.of(new GitHubRepositoryWorkflowAccess.BranchRule(
                                        "release/*", true, true, false, true, false, 1, 0)),
                                List.of(
                                        new GitHubRepositoryWorkflowAccess.Ruleset(
                                                "ACTIVE", List.of("~ALL"), List.of("CREATION", "UPDATE"), 0),
                                        new GitHubRepositoryWorkflowAccess.Ruleset(
                                                "EVALUATE", List.of("~ALL"), List.of("DELETION"), 2)))));
    }

    private void repositories() {
        for (List<String> row : SeedFile.rows("repositories.csv")) {
            company.gitHub()
                    .repositories()
                    .put(new GitHubRepository(
                            company.nextId(),
                            row.getFirst(),
                            Boolean.parseBoolean(row.get(1)),
                            Boolean.parseBoolean(row.get(2)),
                            daysAgo(300 + random.nextInt(1200))));
        }
    }

    private void installations() {
        for (var template : SeedAppCatalog.GITHUB) {
            if (!template.atStart()) {
                continue;
            }
            var installation = template.install(company.nextId(), template.installer(), now.minus(template.age()));
            company.onGitHub().install(installation);
            if (template.slug().equals("legacy-deploy-bot")) {
                company.onGitHub().suspend(installation, characters.account("bencarter-it"), daysAgo(30));
            } else {
                company.gitHub()
                        .usage()
                        .put(new GitHubApiUsage(
                                "installation",
                                installation.id(),
                                template.slug(),
                                200 + random.nextInt(9000),
                                now.minus(Duration.ofHours(6 + random.nextInt(12)))));
            }
        }
        company.onGitHub()
                .audit(
                        daysAgo(70),
                        "org.oauth_app_access_approved",
                        "bencarter-it",
                        Map.of("oauth_application_name", "Jenkins X Dashboard", "oauth_application_id", 1_204_551));
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).minus(Duration.ofMinutes(random.nextInt(240)));
    }

    /** Returns a new profile id: 21 digits, the first of which is 1, as in Google's ids. */
    private String profileId() {
        return "1%010d%010d".formatted(random.nextLong(10_000_000_000L), random.nextLong(10_000_000_000L));
    }
}

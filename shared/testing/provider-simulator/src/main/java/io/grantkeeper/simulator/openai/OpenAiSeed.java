package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SeedClock;
import io.grantkeeper.simulator.openai.OpenAiTenant.ApiKey;
import io.grantkeeper.simulator.openai.OpenAiTenant.AuditRow;
import io.grantkeeper.simulator.openai.OpenAiTenant.Certificate;
import io.grantkeeper.simulator.openai.OpenAiTenant.Invite;
import io.grantkeeper.simulator.openai.OpenAiTenant.Project;
import io.grantkeeper.simulator.openai.OpenAiTenant.ServiceAccount;
import io.grantkeeper.simulator.openai.OpenAiTenant.Use;
import io.grantkeeper.simulator.openai.OpenAiTenant.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Seeds a company's OpenAI organization: a few projects, and keys and service accounts, some in use and some forgotten.
 */
final class OpenAiSeed {
    private static final int PEOPLE = 9;
    /** The delay until the audit log shows a row. */
    static final Duration LATE = Duration.ofMinutes(4);

    private final Company company;
    private final SeedClock clock;
    private final OpenAiTenant tenant = new OpenAiTenant();

    private OpenAiSeed(Company company) {
        this.company = company;
        this.clock = new SeedClock(company.clock().instant());
    }

    static OpenAiTenant of(Company company) {
        return new OpenAiSeed(company).seed();
    }

    private OpenAiTenant seed() {
        List<CompanyPerson> people =
                company.people().active().stream().limit(PEOPLE).toList();
        people.forEach(this::join);
        Project production = project("production", 400, false);
        Project support = project("support assistant", 210, false);
        project("hackathon 2024", 700, true);
        String owner = user(people.getFirst());
        ServiceAccount checkout = account(production, "checkout-api", "member", owner, 390);
        ServiceAccount helpdesk = account(support, "helpdesk-agent", "owner", owner, 200);
        key(production, "checkout live", checkout.id(), owner, 390, 0, true, Optional.empty());
        key(support, "helpdesk", helpdesk.id(), owner, 200, 1, true, Optional.of(clock.daysAgo(-20)));
        key(production, "prototype", user(people.get(1)), user(people.get(1)), 300, 120, false, Optional.empty());
        key(support, "notebook", user(people.get(2)), user(people.get(2)), 35, -1, true, Optional.empty());
        adminKey("infrastructure as code", owner, 500, Optional.empty());
        adminKey("cost dashboard", helpdesk.id(), 90, Optional.of(clock.daysAgo(-270)));
        certificate("gateway 2026", true, 120, -245);
        certificate("gateway 2025", false, 480, -10);
        tenant.invites().put(invite("contractor", "reader", "pending", 2));
        tenant.invites().put(invite("analyst", "reader", "expired", 40));
        return tenant;
    }

    private void join(CompanyPerson person) {
        String role = person.administrator() ? "owner" : "reader";
        tenant.users().put(new User(user(person), person.fullName(), person.email(), role, person.joined(), false));
        log("user.added", user(person), Optional.empty(), Map.of("id", user(person), "data", Map.of("role", role)), 60);
    }

    private Project project(String name, int days, boolean archived) {
        Project project = new Project(
                id("proj_", name),
                name,
                clock.daysAgo(days),
                archived ? Optional.of(clock.daysAgo(100)) : Optional.empty());
        tenant.projects().put(project);
        return project;
    }

    /** Adds a service account. OpenAI also lists service accounts among the users. */
    private ServiceAccount account(Project project, String name, String role, String by, int days) {
        String id = id("user-sa", name);
        tenant.users().put(new User(id, name, "", "reader", clock.daysAgo(days), true));
        ServiceAccount account = new ServiceAccount(id, project.id(), name, role, clock.daysAgo(days));
        tenant.serviceAccounts().put(account);
        log(
                "service_account.created",
                by,
                Optional.of(project.id()),
                Map.of("id", id, "data", Map.of("role", role)),
                days);
        return account;
    }

    /**
     * Adds an API key with its usage.
     *
     * @param days the key's age in days
     * @param used the number of days since the last use; -1 if the key was never used
     */
    private void key(
            Project project,
            String name,
            String owner,
            String by,
            int days,
            int used,
            boolean hasAccess,
            Optional<Instant> expires) {
        String id = id("key_", name);
        Optional<Instant> lastUsed =
                used < 0 ? Optional.empty() : Optional.of(clock.daysAgo(used).minusSeconds(1_800));
        tenant.keys()
                .put(new ApiKey(
                        id,
                        name,
                        Optional.of(project.id()),
                        owner,
                        ending(id),
                        clock.daysAgo(days),
                        lastUsed,
                        expires,
                        hasAccess));
        log(
                "api_key.created",
                by,
                Optional.of(project.id()),
                Map.of("id", id, "data", Map.of("scopes", List.of("api.responses.write"))),
                days);
        lastUsed.ifPresent(at -> {
            for (int day = 0; day < 5; day++) {
                tenant.use(new Use(id, "completions", at.minus(Duration.ofDays(day)), 40 + day));
            }
            tenant.use(new Use(id, "embeddings", at.minus(Duration.ofHours(30)), 7));
        });
    }

    private void adminKey(String name, String owner, int days, Optional<Instant> expires) {
        String id = id("key_adm", name);
        tenant.keys()
                .put(new ApiKey(
                        id,
                        name,
                        Optional.empty(),
                        owner,
                        ending(id),
                        clock.daysAgo(days),
                        Optional.of(clock.daysAgo(1)),
                        expires,
                        true));
    }

    private void certificate(String name, boolean active, int made, int ends) {
        String id = id("cert_", name);
        tenant.certificates()
                .put(new Certificate(id, name, active, clock.daysAgo(made), clock.daysAgo(made), clock.daysAgo(ends)));
        log(
                "certificate.created",
                tenant.users().all().getFirst().id(),
                Optional.empty(),
                Map.of("id", id, "name", name),
                made);
    }

    private Invite invite(String who, String role, String status, int days) {
        return new Invite(
                id("invite-", who),
                who + "@" + company.domain(),
                role,
                status,
                clock.daysAgo(days),
                clock.daysAgo(days).plus(Duration.ofDays(7)));
    }

    private void log(String type, String actor, Optional<String> project, Map<String, Object> what, int days) {
        Instant at = clock.daysAgo(days);
        String id = "audit_log-%s-%04d".formatted(Long.toHexString(at.getEpochSecond()), clock.count());
        tenant.auditLog().put(new AuditRow(id, type, at, at.plus(LATE), actor, project, what));
    }

    static String user(CompanyPerson person) {
        return "user-" + person.id();
    }

    private String id(String prefix, String name) {
        return prefix
                + UUID.nameUUIDFromBytes(
                                (company.domain() + '/' + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, 20);
    }

    private static String ending(String id) {
        return id.substring(id.length() - 4);
    }
}

package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.anthropic.AnthropicTenant.Activity;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.ApiKey;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.FederationRule;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Invite;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Member;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.ServiceAccount;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Use;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Workspace;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SeedClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Seeds a company's Anthropic organization: a few workspaces, and keys and service accounts, some in use and some
 * forgotten.
 */
final class AnthropicSeed {
    private static final int PEOPLE = 7;
    /** The delay until the activity feed shows an activity. */
    static final Duration LATE = Duration.ofSeconds(50);

    private static final int NEVER = -1;

    private final Company company;
    private final SeedClock clock;
    private final AnthropicTenant tenant = new AnthropicTenant();

    private AnthropicSeed(Company company) {
        this.company = company;
        this.clock = new SeedClock(company.clock().instant());
    }

    static AnthropicTenant of(Company company) {
        return new AnthropicSeed(company).seed();
    }

    private AnthropicTenant seed() {
        List<CompanyPerson> people =
                company.people().active().stream().limit(PEOPLE).toList();
        people.forEach(this::join);
        String admin = member(people.getFirst());
        Workspace agents = workspace("agents", 300);
        Workspace research = workspace("research", 150);
        key("code review agent", Optional.of(agents), "active", admin, 290, 0, Optional.empty());
        key(
                "triage agent",
                Optional.of(agents),
                "active",
                member(people.get(1)),
                60,
                3,
                Optional.of(clock.daysAgo(-18)));
        key("first steps", Optional.empty(), "active", member(people.get(2)), 420, 200, Optional.empty());
        key("notebooks", Optional.of(research), "inactive", member(people.get(3)), 140, 80, Optional.empty());
        key("old pipeline", Optional.of(research), "archived", admin, 500, NEVER, Optional.empty());
        tenant.use(new Use(Optional.empty(), clock.daysAgo(2), 900));
        ServiceAccount pipeline = account("build pipeline", "developer", admin, 110);
        account("reporting", "developer", admin, 45);
        rule("builds on main", pipeline, List.of(agents.id()), admin, 109);
        log(
                "admin_api_key_created",
                admin,
                Map.of("admin_api_key_id", id("apikey_", "admin"), "scopes", List.of()),
                30);
        tenant.invites().put(invite("consultant", "developer", "pending", 3));
        tenant.invites().put(invite("auditor", "user", "expired", 60));
        return tenant;
    }

    private void join(CompanyPerson person) {
        String role = person.administrator() ? "admin" : "developer";
        tenant.members().put(new Member(member(person), person.fullName(), person.email(), role, person.joined()));
    }

    private Workspace workspace(String name, int days) {
        Workspace workspace = new Workspace(id("wrkspc_", name), name, clock.daysAgo(days));
        tenant.workspaces().put(workspace);
        return workspace;
    }

    /**
     * Adds an API key with its usage.
     *
     * @param days the key's age in days
     * @param used the number of days since the last use; {@link #NEVER} for none
     */
    private void key(
            String name,
            Optional<Workspace> workspace,
            String status,
            String creator,
            int days,
            int used,
            Optional<Instant> expires) {
        String id = id("apikey_", name);
        tenant.keys()
                .put(new ApiKey(
                        id,
                        name,
                        workspace.map(Workspace::id),
                        status,
                        creator,
                        id.substring(id.length() - 4),
                        clock.daysAgo(days),
                        expires));
        log("platform_api_key_created", creator, Map.of("api_key_id", id), days);
        for (int day = 0; used != NEVER && day < 4; day++) {
            tenant.use(new Use(Optional.of(id), clock.daysAgo(used + day).minusSeconds(1_800), 700 + day));
        }
    }

    private ServiceAccount account(String name, String role, String creator, int days) {
        ServiceAccount account =
                new ServiceAccount(id("svac_", name), name, role, creator, clock.daysAgo(days), Optional.empty());
        tenant.serviceAccounts().put(account);
        log("platform_service_account_updated", creator, Map.of("service_account_id", account.id()), days);
        return account;
    }

    private void rule(String name, ServiceAccount account, List<String> workspaces, String creator, int days) {
        tenant.federationRules()
                .put(new FederationRule(
                        id("fdrl_", name),
                        name,
                        "GitHub Actions",
                        "repo:" + company.gitHub().organization().login() + "/",
                        account.id(),
                        workspaces,
                        creator,
                        clock.daysAgo(days),
                        Optional.empty()));
    }

    private Invite invite(String who, String role, String status, int days) {
        return new Invite(
                id("invite_", who),
                who + "@" + company.domain(),
                role,
                status,
                clock.daysAgo(days),
                clock.daysAgo(days).plus(Duration.ofDays(21)));
    }

    private void log(String type, String actor, Map<String, Object> what, int days) {
        Instant at = clock.daysAgo(days);
        String id = "activity_%s%04d".formatted(Long.toHexString(at.getEpochSecond()), clock.count());
        tenant.activities().put(new Activity(id, type, at, at.plus(LATE), actor, what));
    }

    static String member(CompanyPerson person) {
        return "user_" + person.id();
    }

    private String id(String prefix, String name) {
        byte[] named = (company.domain() + '/' + name).getBytes(StandardCharsets.UTF_8);
        return prefix + "01"
                + UUID.nameUUIDFromBytes(named).toString().replace("-", "").substring(0, 22);
    }
}

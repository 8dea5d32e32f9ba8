package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Account;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Agent;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiService;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Assignment;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Link;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Party;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RefreshToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Role;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RoleTarget;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ScopeGrant;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Secret;
import io.grantkeeper.simulator.okta.OktaObjectTypes.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Seeds the Okta organization of any company, including its history. The people in it are selected by their position in
 * the list of the company's people.
 */
final class OktaSeed {
    /** The delay after which the log shows an event. Event hooks send the event immediately. */
    static final Duration LATE = Duration.ofMinutes(3);

    private final OktaOrganization organization;
    private final List<CompanyPerson> people;
    private final Instant now;

    private OktaSeed(OktaOrganization organization) {
        this.organization = organization;
        this.people = organization.company().people().active();
        this.now = organization.company().clock().instant();
    }

    static void seed(OktaOrganization organization) {
        OktaSeed planting = new OktaSeed(organization);
        planting.apiTokens();
        planting.apps();
        planting.consents();
        planting.integrations();
        planting.accountsAndAgents();
        planting.limitedRoles();
        organization.takeUnsent(); // past events are not delivered
    }

    private CompanyPerson person(int place) {
        return people.get(place % people.size());
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private void apiTokens() {
        role(OktaOrganization.userId(person(0)), "SUPER_ADMIN", "Super Administrator");
        role(OktaOrganization.userId(person(1)), "READ_ONLY_ADMIN", "Read-only Administrator");
        role(OktaOrganization.userId(person(1)), "CUSTOM", "Group exporter");
        token("ci-deploy", person(0), 160, 1);
        token("hr-export", person(1), 40, 12);
        token("old-scim-sync", person(2), 20, 20);
    }

    private void token(String name, CompanyPerson owner, int made, int used) {
        ApiToken token = new ApiToken(
                organization.newId("00T"), name, OktaOrganization.userId(owner), daysAgo(made), daysAgo(used));
        organization.put(token);
        if (made < 90) {
            organization.recordEvent(
                    "system.api_token.create",
                    token.created(),
                    OktaOrganization.party(owner),
                    List.of(new Party(token.id(), "Token", name)),
                    Optional.empty(),
                    LATE);
        }
    }

    private void role(String holder, String type, String label) {
        organization.put(new Role(organization.newId("irb"), holder, type, label, daysAgo(300)));
    }

    private void limitedRoles() {
        limitedRole(person(4), "USER_ADMIN", "Group Administrator", "group", "Contractors");
        limitedRole(person(4), "APP_ADMIN", "Application Administrator", "app", "salesforce");
        role(OktaOrganization.userId(person(5)), "HELP_DESK_ADMIN", "Help Desk Administrator");
    }

    private void limitedRole(CompanyPerson holder, String type, String label, String kind, String target) {
        Role role = new Role(organization.newId("irb"), OktaOrganization.userId(holder), type, label, daysAgo(300));
        organization.put(role);
        organization.put(new RoleTarget(
                organization.newId(kind.equals("group") ? "00g" : "0oa"), role.id(), kind, target, daysAgo(300)));
    }

    private void apps() {
        App automation = app("n8n automation", "service", 70, List.of());
        scopes(automation, person(3), "okta.apps.manage");
        secret(automation, 70);
        App infrastructure = app("Terraform", "service", 400, List.of());
        scopes(infrastructure, person(0), "okta.users.manage", "okta.groups.manage", "okta.policies.manage");
        key(infrastructure.id(), 400, true);
        key(infrastructure.id(), 10, true);
        role(infrastructure.id(), "SUPER_ADMIN", "Super Administrator");
        App provisioning = app("HR provisioning", "service", 800, List.of());
        scopes(provisioning, person(0), "okta.users.manage");
        secret(provisioning, 800);
        secret(provisioning, 30);
        role(provisioning.id(), "USER_ADMIN", "Group Administrator");
        organization.put(new App(organization.newId("0oa"), "Salesforce", "saml", true, daysAgo(900), List.of()));
        organization.recordEvent(
                "app.oauth2.token.grant.access_token",
                now.minus(Duration.ofHours(5)),
                new Party(automation.id(), "PublicClientApp", automation.label()),
                List.of(),
                Optional.empty(),
                LATE);
    }

    private App app(String label, String kind, int days, List<String> redirects) {
        App app = new App(organization.newId("0oa"), label, kind, true, daysAgo(days), redirects);
        organization.put(app);
        if (days < 90) {
            organization.recordEvent(
                    "application.lifecycle.create",
                    app.created(),
                    OktaOrganization.party(person(3)),
                    List.of(new Party(app.id(), "AppInstance", label)),
                    organization.all(ApiToken.class, token -> token.name().equals("ci-deploy")).stream()
                            .map(ApiToken::id)
                            .findFirst(),
                    LATE);
        }
        return app;
    }

    private void scopes(App app, CompanyPerson by, String... scopes) {
        for (String scope : scopes) {
            organization.put(new ScopeGrant(
                    organization.newId("oag"),
                    app.id(),
                    Optional.empty(),
                    Optional.empty(),
                    scope,
                    app.created(),
                    OktaOrganization.userId(by)));
        }
    }

    private void secret(App app, int days) {
        organization.put(new Secret(organization.newId("ocs"), app.id(), true, daysAgo(days)));
    }

    private void key(String owner, int days, boolean active) {
        String id = organization.newId("pks");
        organization.put(new SigningKey(id, owner, "kid-of-" + id, active, daysAgo(days)));
    }

    private void consents() {
        App notes = app("Otter.ai", "web", 60, List.of("https://otter.ai/oauth/okta/callback"));
        secret(notes, 60);
        for (int place = 4; place < 7; place++) {
            consent(notes, person(place), Optional.empty(), "profile");
            consent(notes, person(place), Optional.empty(), "email");
            organization.put(
                    new Assignment(notes.id(), OktaOrganization.userId(person(place)), "USER", "ACTIVE", daysAgo(60)));
        }
        consent(notes, person(4), Optional.of("auslkcalendar0000001"), "calendar.read");
        organization.put(new RefreshToken(
                organization.newId("oar"),
                notes.id(),
                OktaOrganization.userId(person(4)),
                List.of("offline_access", "profile"),
                daysAgo(20),
                now.plus(Duration.ofDays(70))));
        organization.recordEvent(
                "app.oauth2.as.consent.grant",
                daysAgo(20),
                OktaOrganization.party(person(4)),
                List.of(new Party(notes.id(), "PublicClientApp", notes.label())),
                Optional.empty(),
                LATE);
    }

    private void consent(App app, CompanyPerson person, Optional<String> server, String scope) {
        organization.put(new ScopeGrant(
                organization.newId("oag"),
                app.id(),
                Optional.of(OktaOrganization.userId(person)),
                server,
                scope,
                daysAgo(20),
                OktaOrganization.userId(person)));
    }

    private void integrations() {
        String id = organization.newId("0oa");
        organization.put(new ApiService(
                id,
                "postureco_cloud",
                "Posture Cloud",
                OktaOrganization.userId(person(0)),
                daysAgo(120),
                List.of("okta.logs.read", "okta.users.read", "okta.groups.read")));
        organization.put(new Secret(organization.newId("ocs"), id, true, daysAgo(120)));
        organization.put(new Secret(organization.newId("ocs"), id, false, daysAgo(121)));
    }

    private void accountsAndAgents() {
        String domain = organization.company().domain();
        organization.put(new Account(
                "a747a818-a4c4-4446-8a87-704216495a08",
                "Salesforce integration",
                "integration@salesforce." + domain,
                Optional.empty(),
                List.of(OktaOrganization.userId(person(5))),
                daysAgo(200)));
        organization.put(new Account(
                "d1b65a78-21ed-429b-8ea3-eec96f2748d6",
                "Directory sync",
                person(9).email(),
                Optional.of(OktaOrganization.userId(person(9))),
                List.of(OktaOrganization.userId(person(0))),
                daysAgo(300)));
        Agent agent = new Agent(organization.newId("wlp"), "Support triage agent", true, daysAgo(15));
        organization.put(agent);
        key(agent.id(), 15, true);
        for (int number = 1; number <= 4; number++) {
            organization.put(new Agent(organization.newId("wlp"), "Draft agent " + number, false, daysAgo(number)));
        }
        organization.put(
                new Link(organization.newId("mcn"), agent.id(), "https://tickets." + domain, List.of("tickets.read")));
    }
}

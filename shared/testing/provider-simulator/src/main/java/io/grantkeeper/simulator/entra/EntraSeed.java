package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seeds a tenant for a company of any size: Microsoft's own apps, other companies' apps that people consented to, the
 * company's own registrations, managed identities and agents. The same company always gets the same tenant.
 */
final class EntraSeed {
    static final String GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";
    static final String MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

    /** Graph app roles with their real ids, from Microsoft's Graph permissions reference. */
    private static final Map<String, String> GRAPH_ROLES = Map.of(
            "User.Read.All", "df021288-bdef-4463-88db-98f22de89214",
            "Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
            "Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96",
            "Sites.FullControl.All", "a82116e5-55eb-4c41-a434-62fe8a61c773",
            "Directory.Read.All", "7ab1d382-f21e-4acd-a863-ba3e13f7da61");

    /**
     * An app of another company.
     *
     * @param host the domain of the app's website
     * @param scopes the delegated scopes that people consented to
     * @param oneIn one of every {@code oneIn} users consented to the app; 0 for tenant-wide consent
     */
    private record Foreign(String name, String host, String scopes, int oneIn) {}

    private static final List<Foreign> FOREIGN = List.of(
            new Foreign("Zoom", "zoom.us", "User.Read Calendars.ReadWrite offline_access", 0),
            new Foreign("ChatGPT", "chatgpt.com", "User.Read Files.Read.All offline_access", 5),
            new Foreign("Claude", "claude.ai", "User.Read Mail.Read Files.Read offline_access", 7),
            new Foreign("Otter.ai", "otter.ai", "User.Read Calendars.Read offline_access", 9),
            new Foreign("Notion", "notion.so", "openid profile User.Read", 6),
            new Foreign("Zapier", "zapier.com", "Mail.ReadWrite Mail.Send offline_access", 11),
            new Foreign("Grammarly", "grammarly.com", "User.Read", 8),
            new Foreign("Miro", "miro.com", "User.Read Files.Read", 12));

    /** The publishers of apps that are not named after their company. */
    private static final Map<String, String> PUBLISHERS =
            Map.of("ChatGPT", "OpenAI", "Claude", "Anthropic", "Perplexity", "Perplexity AI");

    /** Directory roles with their real ids, from Microsoft's reference of built-in roles. */
    private static final Map<String, String> DIRECTORY_ROLES = Map.of(
            "Global Administrator", "62e90394-69f5-4237-9190-012177145e10",
            "Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8",
            "User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1",
            "Global Reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451");

    private static final List<String> MICROSOFT_OWNED = List.of(
            "Office 365 Exchange Online",
            "Office 365 SharePoint Online",
            "Microsoft Teams",
            "Windows Azure Active Directory",
            "Azure Portal",
            "Microsoft Copilot Studio");

    private final EntraTenant tenant;
    private final EntraTenantActions actions;
    private final Instant now;
    private final String administrator;

    EntraSeed(EntraTenant tenant, EntraTenantActions actions) {
        this.tenant = tenant;
        this.actions = actions;
        this.now = tenant.now();
        this.administrator = tenant.company().people().all().stream()
                .filter(CompanyPerson::administrator)
                .findFirst()
                .orElseGet(() -> tenant.company().people().all().getFirst())
                .email();
    }

    void seed() {
        graph();
        for (String name : MICROSOFT_OWNED) {
            principal(name, "Application", MICROSOFT, null, List.of());
        }
        List<CompanyPerson> people = tenant.company().people().active();
        for (Foreign app : FOREIGN) {
            foreignApp(app, people);
        }
        // A large tenant has hundreds of small apps, each with a few users.
        int more = people.size() / 100;
        for (int i = 0; i < more; i++) {
            foreignApp(
                    new Foreign("Department tool " + i, "tool" + i + ".example", "User.Read Calendars.Read", more),
                    people);
        }
        ownRegistrations(people);
        agents(people);
        directoryRoles(people);
    }

    /**
     * Seeds directory roles: one assigned to a person, one assigned to a group, and one that is limited to an
     * administrative unit.
     */
    private void directoryRoles(List<CompanyPerson> people) {
        DIRECTORY_ROLES.forEach((name, id) -> tenant.roleDefinitions()
                .put(object("id", id, "displayName", name, "templateId", id, "isBuiltIn", true, "isEnabled", true)));
        String group = StableGuids.of("group Service desk");
        List<String> members = people.stream()
                .skip(2)
                .limit(2)
                .map(person -> EntraTenant.userId(person.email()))
                .toList();
        tenant.groups()
                .put(object(
                        "id",
                        group,
                        "displayName",
                        "Service desk",
                        "isAssignableToRole",
                        true,
                        "securityEnabled",
                        true,
                        "~members",
                        members));
        assign("Global Administrator", "/", "user", EntraTenant.userId(administrator), administrator);
        assign("Helpdesk Administrator", "/", "group", group, "Service desk");
        String scoped = people.getLast().email();
        assign(
                "User Administrator",
                "/administrativeUnits/" + StableGuids.of("unit Berlin"),
                "user",
                EntraTenant.userId(scoped),
                scoped);
        assign("Global Reader", "/", "servicePrincipal", objectId("Mailbox backup"), "Mailbox backup");
        String deputy = people.get(Math.max(0, people.size() - 2)).email();
        tenant.eligibleRoles().put(assignment("User Administrator", "/", "user", EntraTenant.userId(deputy), deputy));
    }

    private void assign(String role, String scope, String type, String principal, String name) {
        tenant.roleAssignments().put(assignment(role, scope, type, principal, name));
    }

    /** Returns the role assignment of a principal, in the form in which both listings of roles show it. */
    static Map<String, @Nullable Object> assignment(
            String role, String scope, String type, String principal, String name) {
        Map<String, @Nullable Object> row = object(
                "id",
                StableGuids.of("assignment " + role + " " + principal),
                "roleDefinitionId",
                DIRECTORY_ROLES.getOrDefault(role, ""),
                "principalId",
                principal,
                "directoryScopeId",
                scope);
        row.put("~principal", object("@odata.type", "#microsoft.graph." + type, "id", principal, "displayName", name));
        return row;
    }

    static String objectId(String name) {
        return StableGuids.of("principal " + name);
    }

    static String applicationId(String name) {
        return StableGuids.of("application " + name);
    }

    private void graph() {
        List<Object> roles = new ArrayList<>();
        GRAPH_ROLES.forEach((value, id) -> roles.add(object(
                "id",
                id,
                "value",
                value,
                "displayName",
                value,
                "isEnabled",
                true,
                "allowedMemberTypes",
                List.of("Application"))));
        Map<String, @Nullable Object> graph =
                shape("Microsoft Graph", GRAPH_APP_ID, "Application", MICROSOFT, null, List.of());
        graph.put("appRoles", roles);
        tenant.servicePrincipals().put(graph);
    }

    private void foreignApp(Foreign app, List<CompanyPerson> people) {
        String client =
                principal(app.name(), "Application", StableGuids.of("tenant of " + app.name()), app.host(), List.of());
        Instant introduced = daysAgo(40 + app.name().length());
        if (app.oneIn() == 0) {
            actions.consent(
                    client, objectId("Microsoft Graph"), Optional.empty(), app.scopes(), administrator, introduced);
            recordSignIn(app.name(), "delegatedClientSignInActivity", daysAgo(1));
            return;
        }
        for (int i = app.name().length() % app.oneIn(); i < people.size(); i += app.oneIn()) {
            String email = people.get(i).email();
            actions.consent(
                    client,
                    objectId("Microsoft Graph"),
                    Optional.of(email),
                    app.scopes(),
                    email,
                    introduced.plus(Duration.ofMinutes(i)));
        }
        recordSignIn(app.name(), "delegatedClientSignInActivity", daysAgo(1 + app.oneIn() % 30));
    }

    private void ownRegistrations(List<CompanyPerson> people) {
        String graph = objectId("Microsoft Graph");
        String backup = registration("Mailbox backup", people.getFirst(), 400);
        actions.addSecret(applicationId("Mailbox backup"), "backup server", daysAgo(300), daysAgo(-20), administrator);
        actions.assignRole(
                backup, graph, GRAPH_ROLES.getOrDefault("Mail.Read", ""), "Mail.Read", administrator, daysAgo(300));
        actions.assignRole(
                backup,
                graph,
                GRAPH_ROLES.getOrDefault("Sites.FullControl.All", ""),
                "Sites.FullControl.All",
                administrator,
                daysAgo(299));
        recordSignIn("Mailbox backup", "applicationAuthenticationClientSignInActivity", daysAgo(0));
        recordCredentialUse(
                "Mailbox backup", StableGuids.of("secret " + applicationId("Mailbox backup") + "backup server"));

        String deploy = registration("Deploy pipeline", people.get(people.size() / 2), 90);
        tenant.applications()
                .set(applicationId("Deploy pipeline"), "keyCredentials", List.of(certificate("deploy.example")));
        tenant.applications()
                .set(
                        applicationId("Deploy pipeline"),
                        "~federated",
                        List.of(object(
                                "id", StableGuids.of("federated deploy"),
                                "name", "github-main",
                                "issuer", "https://token.actions.githubusercontent.com",
                                "subject", "repo:larkfield/deploy:ref:refs/heads/main",
                                "audiences", List.of("api://AzureADTokenExchange"))));
        actions.assignRole(
                deploy,
                graph,
                GRAPH_ROLES.getOrDefault("User.Read.All", ""),
                "User.Read.All",
                administrator,
                daysAgo(80));

        String managed = principal("vm-reports", "ManagedIdentity", tenant.id(), null, List.of());
        actions.assignRole(
                managed,
                graph,
                GRAPH_ROLES.getOrDefault("Directory.Read.All", ""),
                "Directory.Read.All",
                administrator,
                daysAgo(60));
        // A registration without a service principal in the tenant, but with a secret.
        application("Forgotten prototype", people.getLast(), 700, "");
        actions.addSecret(
                applicationId("Forgotten prototype"),
                "test",
                daysAgo(700),
                daysAgo(-30),
                people.getLast().email());
    }

    private void agents(List<CompanyPerson> people) {
        String sponsor = EntraTenant.userId(people.get(people.size() / 3).email());
        application("Support agent blueprint", people.getFirst(), 30, "#microsoft.graph.agentIdentityBlueprint");
        Map<String, @Nullable Object> blueprint = shape(
                "Support agent blueprint",
                StableGuids.of("app Support agent blueprint"),
                "Application",
                tenant.id(),
                null,
                List.of());
        blueprint.put("@odata.type", "#microsoft.graph.agentIdentityBlueprintPrincipal");
        blueprint.put("~sponsors", List.of(sponsor));
        tenant.servicePrincipals().put(blueprint);
        Map<String, @Nullable Object> agent =
                shape("Support agent", objectId("Support agent"), "ServiceIdentity", tenant.id(), null, List.of());
        agent.put("@odata.type", "#microsoft.graph.agentIdentity");
        agent.put("agentIdentityBlueprintId", StableGuids.of("app Support agent blueprint"));
        agent.put("~sponsors", List.of(sponsor));
        tenant.servicePrincipals().put(agent);
        actions.assignRole(
                objectId("Support agent"),
                objectId("Microsoft Graph"),
                GRAPH_ROLES.getOrDefault("Mail.Send", ""),
                "Mail.Send",
                administrator,
                daysAgo(20));
        Map<String, @Nullable Object> user = object(
                "@odata.type",
                "#microsoft.graph.agentUser",
                "id",
                StableGuids.of("agent user support"),
                "displayName",
                "Support agent",
                "userPrincipalName",
                "support-agent@" + tenant.company().domain(),
                "mail",
                null,
                "accountEnabled",
                true,
                "createdDateTime",
                daysAgo(20),
                "identityParentId",
                objectId("Support agent"));
        user.put("~manager", sponsor);
        tenant.agentUsers().put(user);
    }

    private String registration(String name, CompanyPerson owner, int age) {
        application(name, owner, age, "");
        return principal(name, "Application", tenant.id(), null, List.of(EntraTenant.userId(owner.email())));
    }

    private void application(String name, CompanyPerson owner, int age, String type) {
        Map<String, @Nullable Object> application = object(
                "id", applicationId(name),
                "appId", StableGuids.of("app " + name),
                "displayName", name,
                "createdDateTime", daysAgo(age),
                "signInAudience", "AzureADMyOrg",
                "passwordCredentials", List.of(),
                "keyCredentials", List.of());
        if (!type.isEmpty()) {
            application.put("@odata.type", type);
        }
        application.put("~owners", List.of(EntraTenant.userId(owner.email())));
        tenant.applications().put(application);
    }

    String principal(String name, String type, String owner, @Nullable String host, List<String> owners) {
        tenant.servicePrincipals().put(shape(name, StableGuids.of("app " + name), type, owner, host, owners));
        return objectId(name);
    }

    /** Returns a service principal. As in Graph, members without a value are null. */
    static Map<String, @Nullable Object> shape(
            String name, String appId, String type, String owner, @Nullable String host, List<String> owners) {
        Map<String, @Nullable Object> principal = object(
                "id",
                objectId(name),
                "appId",
                appId,
                "displayName",
                name,
                "servicePrincipalType",
                type,
                "accountEnabled",
                true,
                "appOwnerOrganizationId",
                owner,
                "homepage",
                host == null ? null : "https://" + host,
                "replyUrls",
                host == null ? List.of() : List.of("https://" + host + "/oauth", "http://localhost:3000"),
                "verifiedPublisher",
                object(
                        "displayName", host == null ? null : PUBLISHERS.getOrDefault(name, name),
                        "verifiedPublisherId", null,
                        "addedDateTime", null),
                "tags",
                List.of(),
                "appRoles",
                List.of(),
                "passwordCredentials",
                List.of(),
                "keyCredentials",
                List.of());
        principal.put("~owners", owners);
        return principal;
    }

    private Map<String, @Nullable Object> certificate(String name) {
        return object(
                "customKeyIdentifier",
                "6C1F2A9D03B7E45586F0",
                "displayName",
                "CN=" + name,
                "endDateTime",
                daysAgo(-200),
                "key",
                null,
                "keyId",
                StableGuids.of("certificate " + name),
                "startDateTime",
                daysAgo(80),
                "type",
                "AsymmetricX509Cert",
                "usage",
                "Verify");
    }

    private void recordSignIn(String name, String sort, Instant at) {
        Map<String, @Nullable Object> activity =
                object("lastSignInDateTime", at, "lastSignInRequestId", StableGuids.of(name));
        tenant.signIns()
                .put(object(
                        "id",
                        StableGuids.of("sign-in " + name),
                        "appId",
                        StableGuids.of("app " + name),
                        "lastSignInActivity",
                        activity,
                        "delegatedClientSignInActivity",
                        null,
                        "delegatedResourceSignInActivity",
                        null,
                        "applicationAuthenticationClientSignInActivity",
                        null,
                        sort,
                        activity));
    }

    private void recordCredentialUse(String name, String keyId) {
        tenant.credentialUse()
                .put(object(
                        "id", StableGuids.of("credential " + keyId),
                        "keyId", keyId,
                        "keyType", "clientSecret",
                        "keyUsage", "verify",
                        "appId", StableGuids.of("app " + name),
                        "appObjectId", applicationId(name),
                        "servicePrincipalObjectId", objectId(name),
                        "resourceId", GRAPH_APP_ID,
                        "credentialOrigin", "application",
                        "expirationDate", daysAgo(-20),
                        "signInActivity",
                                object(
                                        "lastSignInDateTime",
                                        daysAgo(0),
                                        "lastSignInRequestId",
                                        StableGuids.of(keyId))));
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).minus(Duration.ofMinutes(30));
    }
}

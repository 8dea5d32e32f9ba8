package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.anthropic.AnthropicTenant;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GitHubRepositoryWorkflowAccess;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.company.GoogleServiceAccount;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.entra.EntraTenant;
import io.grantkeeper.simulator.okta.OktaObjectTypes;
import io.grantkeeper.simulator.okta.OktaOrganization;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what exists in the tenants of a simulated company, directly from the simulator's state. This class shares no
 * code with connectors, stores and detection rules, so that it can contradict them.
 */
final class SimulatedAccess {
    private static final Set<String> PROJECTS = Set.of("larkfield-backup", "larkfield-data");

    private final ProviderSimulator simulator;
    private final SortedSet<AccessFact> facts = new TreeSet<>();

    private SimulatedAccess(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    /** Returns everything that exists at one provider. */
    static SortedSet<AccessFact> of(ProviderSimulator simulator, String provider) {
        SimulatedAccess access = new SimulatedAccess(simulator);
        switch (provider) {
            case "github" -> access.gitHub(simulator.company().gitHub());
            case "google" -> access.google();
            case "microsoft" -> access.entra(simulator.entraDouble().tenant());
            case "slack" -> access.slack(simulator.company().slack());
            case "okta" -> access.okta(simulator.oktaDouble().organization());
            case "openai" -> access.openAi(simulator.openAiDouble().tenant());
            case "anthropic" -> access.anthropic(simulator.anthropicDouble().tenant());
            default -> throw new IllegalArgumentException(provider);
        }
        return access.facts;
    }

    /**
     * Returns, for each identity that a provider can suspend, whether it is suspended. Empty for providers whose
     * doubles cannot suspend identities.
     */
    static Map<String, Boolean> suspended(ProviderSimulator simulator, String provider) {
        Map<String, Boolean> suspended = new TreeMap<>();
        switch (provider) {
            case "github" ->
                simulator
                        .company()
                        .gitHub()
                        .installations()
                        .all()
                        .forEach(installation -> suspended.put(
                                installation.clientId(),
                                installation.suspendedAt().isPresent()));
            case "microsoft" ->
                simulator
                        .entraDouble()
                        .tenant()
                        .servicePrincipals()
                        .all()
                        .forEach(principal -> suspended.put(
                                text(principal, "appId"), Boolean.FALSE.equals(principal.get("accountEnabled"))));
            case "slack" -> {
                // An app is suspended if a restriction is all that it has, although Slack suspends no app itself.
                SimulatedAccess access = new SimulatedAccess(simulator);
                access.slack(simulator.company().slack());
                simulator.company().slack().restricted().all().stream()
                        .map(row -> row.app().id())
                        .forEach(app -> suspended.put(
                                app,
                                access.facts.stream()
                                        .filter(fact -> fact.identity().equals(app))
                                        .allMatch(fact -> fact.key().startsWith("restricted/"))));
            }
            default -> {}
        }
        return suspended;
    }

    private void gitHub(GitHubTenant tenant) {
        tenant.installations()
                .all()
                .forEach(installation -> facts.add(AccessFact.grant(
                        "github",
                        installation.clientId(),
                        "installation/" + installation.id(),
                        with(
                                levels(installation.permissions()),
                                installation.allRepositories() ? "ALL" : "SELECTED"))));
        tenant.tokens().all().forEach(token -> {
            facts.add(gitHubToken(token, "pat/" + token.id()));
            facts.add(AccessFact.credential("github", "token/" + token.tokenId(), "pat/" + token.id()));
        });
        tenant.tokenRequests()
                .all()
                .forEach(request -> facts.add(gitHubToken(request.token(), "pat-request/" + request.id())));
        tenant.credentials().all().forEach(credential -> {
            String id = "credential/" + credential.id();
            facts.add(AccessFact.grant("github", id, id, credential.scopes()));
            facts.add(AccessFact.credential("github", id, id));
        });
        tenant.deployKeys().all().forEach(key -> {
            String id = "deploy-key/" + key.id();
            facts.add(AccessFact.grant("github", id, id, List.of(key.readOnly() ? "contents:read" : "contents:write")));
            facts.add(AccessFact.credential("github", id, id));
        });
        tenant.repositories().all().forEach(repository -> {
            GitHubRepositoryWorkflowAccess actions = tenant.actionsOf(repository);
            if (!actions.secrets().isEmpty()
                    || !actions.organizationSecrets().isEmpty()
                    || !actions.claimKeys().isEmpty()) {
                facts.add(AccessFact.identity("github", "workflows/" + repository.id()));
            }
        });
        tenant.hooks().all().forEach(hook -> {
            String id = "hook/" + hook.id();
            facts.add(AccessFact.grant(
                    "github",
                    id,
                    id,
                    hook.events().stream().map(event -> "event:" + event).toList()));
        });
        tenant.seats()
                .all()
                .forEach(seat -> facts.add(AccessFact.grant(
                        "github", "copilot", "copilot-seat/" + seat.assignee().login(), List.of())));
        if (!tenant.codingAgent().enabledRepositories().equals("none")) {
            facts.add(AccessFact.grant(
                    "github",
                    "copilot-coding-agent",
                    "coding-agent",
                    List.of("contents:write", "pull_requests:write")));
        }
    }

    private static AccessFact gitHubToken(PersonalAccessToken token, String key) {
        return AccessFact.grant(
                "github",
                "token/" + token.tokenId(),
                key,
                Stream.of(
                                token.permissions().organization(),
                                token.permissions().repository(),
                                token.permissions().other())
                        .flatMap(group -> levels(group).stream())
                        .toList());
    }

    private static List<String> levels(Map<String, String> permissions) {
        List<String> levels = new ArrayList<>();
        permissions.forEach((name, level) -> levels.add(name + ":" + level));
        return levels;
    }

    private static List<String> with(List<String> scopes, String reach) {
        return Stream.concat(scopes.stream(), Stream.of(reach)).toList();
    }

    private void google() {
        for (CompanyPerson person : simulator.company().people().active()) {
            simulator
                    .company()
                    .google()
                    .grantsOf(person.id())
                    .forEach(grant -> facts.add(
                            AccessFact.grant("google", grant.app().clientId(), "user/" + person.id(), grant.scopes())));
            simulator
                    .company()
                    .google()
                    .appPasswordsOf(person.id())
                    .forEach(password -> facts.add(
                            AccessFact.credential("google", person.id() + "/" + password.codeId(), "password")));
        }
        for (GoogleServiceAccount account :
                simulator.company().google().serviceAccounts().all()) {
            if (PROJECTS.contains(account.projectId())) {
                facts.add(AccessFact.identity("google", account.uniqueId()));
                account.keys().forEach(key -> facts.add(AccessFact.credential("google", account.uniqueId(), key.id())));
            }
        }
    }

    private void openAi(OpenAiTenant tenant) {
        Predicate<String> active = id -> tenant.projects()
                .find(id)
                .filter(project -> project.archived().isEmpty())
                .isPresent();
        for (OpenAiTenant.ApiKey key : tenant.keys().all()) {
            if (key.project().filter(active.negate()).isEmpty()) {
                facts.add(AccessFact.credential("openai", key.id(), "key/" + key.id()));
                facts.add(AccessFact.grant(
                        "openai",
                        key.id(),
                        "key/" + key.id(),
                        List.of(key.project().isEmpty() ? "owner" : "member")));
            }
        }
        tenant.serviceAccounts().all().stream()
                .filter(account -> active.test(account.project()))
                .forEach(account -> facts.add(AccessFact.grant(
                        "openai", account.id(), "project/" + account.project(), List.of(account.role()))));
        tenant.certificates()
                .all()
                .forEach(certificate -> facts.add(
                        AccessFact.credential("openai", certificate.id(), "certificate/" + certificate.id())));
    }

    private void anthropic(AnthropicTenant tenant) {
        for (AnthropicTenant.ApiKey key : tenant.keys().all()) {
            if (!key.status().equals("archived")) {
                facts.add(AccessFact.credential("anthropic", key.id(), "key/" + key.id()));
                facts.add(AccessFact.grant("anthropic", key.id(), "key/" + key.id(), List.of("workspace_user")));
            }
        }
        tenant.serviceAccounts().all().stream()
                .filter(account -> account.archived().isEmpty())
                .forEach(account -> facts.add(
                        AccessFact.grant("anthropic", account.id(), "organization-role", List.of(account.role()))));
        tenant.federationRules().all().stream()
                .filter(rule -> rule.archived().isEmpty())
                .forEach(rule -> {
                    String id = "federation/" + rule.id();
                    facts.add(AccessFact.grant("anthropic", id, "federation-rule", List.of("user:inference")));
                    facts.add(AccessFact.credential("anthropic", id, "federation-rule"));
                });
    }

    private void okta(OktaOrganization organization) {
        Map<String, List<String>> roles = new HashMap<>();
        for (OktaObjectTypes.Role role : organization.all(OktaObjectTypes.Role.class, _ -> true)) {
            roles.computeIfAbsent(role.holder(), _ -> new ArrayList<>())
                    .add("role:" + (role.type().equals("CUSTOM") ? role.label() : role.type()));
        }
        organization.all(OktaObjectTypes.ApiToken.class, _ -> true).forEach(token -> {
            facts.add(AccessFact.credential("okta", token.id(), "token"));
            facts.add(AccessFact.grant(
                    "okta", token.id(), "owner-rights", roles.getOrDefault(token.userId(), List.of())));
        });
        for (OktaObjectTypes.App app :
                organization.all(OktaObjectTypes.App.class, app -> !app.kind().startsWith("saml"))) {
            oktaApp(organization, app);
        }
        organization.all(OktaObjectTypes.ApiService.class, _ -> true).forEach(service -> {
            facts.add(AccessFact.grant("okta", service.id(), "api-scopes", service.scopes()));
            secrets(organization, service.id());
        });
        organization
                .all(OktaObjectTypes.Account.class, _ -> true)
                .forEach(account -> facts.add(AccessFact.credential("okta", account.id(), "password")));
        organization.all(OktaObjectTypes.Agent.class, _ -> true).forEach(agent -> {
            facts.add(AccessFact.identity("okta", agent.id()));
            keys(organization, agent.id());
        });
        organization
                .all(OktaObjectTypes.Link.class, _ -> true)
                .forEach(link ->
                        facts.add(AccessFact.grant("okta", link.agentId(), "connection/" + link.id(), link.scopes())));
    }

    private void oktaApp(OktaOrganization organization, OktaObjectTypes.App app) {
        facts.add(AccessFact.identity("okta", app.id()));
        secrets(organization, app.id());
        keys(organization, app.id());
        Map<String, List<String>> grants = new TreeMap<>();
        for (OktaObjectTypes.ScopeGrant grant : organization.all(
                OktaObjectTypes.ScopeGrant.class, grant -> grant.appId().equals(app.id()))) {
            String key = grant.userId()
                    .map(user -> "user/" + user
                            + grant.server().map(server -> "/" + server).orElse(""))
                    .orElse("api-scopes");
            grants.computeIfAbsent(key, _ -> new ArrayList<>()).add(grant.scope());
        }
        grants.forEach((key, scopes) -> facts.add(AccessFact.grant("okta", app.id(), key, scopes)));
        organization
                .all(OktaObjectTypes.RefreshToken.class, token -> token.appId().equals(app.id()))
                .forEach(token ->
                        facts.add(AccessFact.grant("okta", app.id(), "refresh-token/" + token.id(), token.scopes())));
        organization
                .all(OktaObjectTypes.Role.class, role -> role.holder().equals(app.id()))
                .forEach(role -> facts.add(
                        AccessFact.grant("okta", app.id(), "role/" + role.id(), List.of("role:" + role.type()))));
    }

    private void secrets(OktaOrganization organization, String owner) {
        organization
                .all(OktaObjectTypes.Secret.class, secret -> secret.owner().equals(owner))
                .forEach(secret -> facts.add(AccessFact.credential("okta", owner, "secret/" + secret.id())));
    }

    private void keys(OktaOrganization organization, String owner) {
        organization
                .all(OktaObjectTypes.SigningKey.class, key -> key.owner().equals(owner))
                .forEach(key -> facts.add(AccessFact.credential("okta", owner, "key/" + key.id())));
    }

    private void slack(SlackTenant tenant) {
        tenant.approved()
                .all()
                .forEach(row -> facts.add(AccessFact.grant(
                        "slack",
                        row.app().id(),
                        "approved/" + row.place(),
                        row.app().scopes())));
        tenant.restricted()
                .all()
                .forEach(row -> facts.add(AccessFact.grant(
                        "slack",
                        row.app().id(),
                        "restricted/" + row.place(),
                        row.app().scopes())));
        tenant.requests().all().forEach(row -> {
            for (String place : List.of(row.workspace(), tenant.organization())) {
                facts.add(AccessFact.grant(
                        "slack",
                        row.app().id(),
                        "request/" + place + "/" + row.id(),
                        row.app().scopes()));
            }
        });
        tenant.bots()
                .all()
                .forEach(bot -> facts.add(AccessFact.identity("slack", bot.workspace() + "/" + bot.userId())));
        tenant.workflows()
                .all()
                .forEach(workflow -> facts.add(AccessFact.identity("slack", "workflow/" + workflow.id())));
        tenant.workspaces().all().forEach(workspace -> slackInstalled(tenant, workspace.id()));
    }

    /**
     * Adds the apps that are installed in a workspace, which follow from a replay of the workspace's integration log.
     */
    private void slackInstalled(SlackTenant tenant, String workspace) {
        Map<String, Set<String>> installed = new LinkedHashMap<>();
        for (SlackTenant.IntegrationEntry row : tenant.integrationLog(workspace).reversed()) {
            String id = row.app().map(app -> app.id()).orElse("service/" + row.serviceId());
            if (row.change().equals("removed")) {
                installed.remove(id);
            } else {
                installed.computeIfAbsent(id, _ -> new TreeSet<>()).addAll(row.scopes());
            }
        }
        installed.forEach((id, scopes) -> facts.add(AccessFact.grant("slack", id, "installed/" + workspace, scopes)));
    }

    /**
     * Adds what exists at Entra. An app is identified by its application id, which its registration and its service
     * principal share.
     */
    private void entra(EntraTenant tenant) {
        Map<String, String> apps = new HashMap<>();
        for (Map<String, ?> principal : tenant.servicePrincipals().all()) {
            String app = text(principal, "appId");
            apps.put(text(principal, "id"), app);
            facts.add(AccessFact.identity("microsoft", app));
            if (principal.get("agentIdentityBlueprintId") != null) {
                facts.add(AccessFact.credential(
                        "microsoft", app, "blueprint/" + text(principal, "agentIdentityBlueprintId")));
            }
            Map<String, List<String>> roles = new TreeMap<>();
            for (Map<?, ?> assignment : maps(principal.get("~appRoleAssignments"))) {
                roles.computeIfAbsent(text(assignment, "resourceId"), _ -> new ArrayList<>())
                        .add(roleName(tenant, text(assignment, "resourceId"), text(assignment, "appRoleId")));
            }
            roles.forEach(
                    (resource, names) -> facts.add(AccessFact.grant("microsoft", app, "roles/" + resource, names)));
        }
        for (Map<String, ?> assignment : tenant.roleAssignments().all()) {
            String app = apps.get(text(assignment, "principalId"));
            if (app != null) {
                String role = text(assignment, "roleDefinitionId");
                facts.add(AccessFact.grant(
                        "microsoft",
                        app,
                        "directory-role/" + role,
                        List.of("role:"
                                + text(tenant.roleDefinitions().find(role).orElseThrow(), "displayName"))));
            }
        }
        for (Map<String, ?> grant : tenant.grants().all()) {
            facts.add(AccessFact.grant(
                    "microsoft",
                    apps.getOrDefault(text(grant, "clientId"), text(grant, "clientId")),
                    text(grant, "id"),
                    Set.of(text(grant, "scope").strip().split(" +"))));
        }
        for (Map<String, ?> application : tenant.applications().all()) {
            String app = text(application, "appId");
            facts.add(AccessFact.identity("microsoft", app));
            Stream.of("passwordCredentials", "keyCredentials")
                    .flatMap(member -> maps(application.get(member)).stream())
                    .forEach(credential ->
                            facts.add(AccessFact.credential("microsoft", app, text(credential, "keyId"))));
            maps(application.get("~federated"))
                    .forEach(credential ->
                            facts.add(AccessFact.credential("microsoft", app, "federated/" + text(credential, "id"))));
        }
        tenant.agentUsers().all().forEach(user -> facts.add(AccessFact.identity("microsoft", text(user, "id"))));
    }

    private static String roleName(EntraTenant tenant, String resource, String roleId) {
        return tenant.servicePrincipals().find(resource).stream()
                .flatMap(principal -> maps(principal.get("appRoles")).stream())
                .filter(role -> text(role, "id").equals(roleId))
                .map(role -> text(role, "value"))
                .findFirst()
                .orElse(roleId);
    }

    private static Collection<Map<?, ?>> maps(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList()
                : List.of();
    }

    private static String text(Map<?, ?> object, String member) {
        Object value = object.get(member);
        return value instanceof Optional<?> optional
                ? optional.map(String::valueOf).orElse("")
                : String.valueOf(value);
    }
}

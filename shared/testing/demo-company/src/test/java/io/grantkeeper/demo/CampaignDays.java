package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.anthropic.AnthropicTenant;
import io.grantkeeper.simulator.company.AppPassword;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CredentialAuthorization;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.GoogleGrant;
import io.grantkeeper.simulator.company.OrganizationHook;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.SimulatedDeployKey;
import io.grantkeeper.simulator.company.SimulatedTable;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.TokenPermissions;
import io.grantkeeper.simulator.company.TokenRequest;
import io.grantkeeper.simulator.entra.EntraTenant;
import io.grantkeeper.simulator.okta.OktaObjectTypes;
import io.grantkeeper.simulator.okta.OktaOrganization;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random changes in the tenants of a simulated company: access is added, expanded, reduced and removed. */
final class CampaignDays {
    /** Scopes that no other scope in the simulated tenants includes, so that adding one is always an expansion. */
    static final Map<String, String> EXPANDING = Map.of(
            "github", "secrets:write",
            "google", "https://www.googleapis.com/auth/contacts",
            "slack", "channels:manage",
            "okta", "okta.authorizationServers.manage",
            "microsoft", "Notes.ReadWrite.All",
            "openai", "owner",
            "anthropic", "admin");

    private final ProviderSimulator simulator;
    private final Random random;
    private final Map<String, Deque<Runnable>> undo = new HashMap<>();
    private int made;

    CampaignDays(ProviderSimulator simulator, Random random) {
        this.simulator = simulator;
        this.random = random;
    }

    /** Makes one random change at a provider. Does nothing if the change would need a row that does not exist. */
    void change(String provider) {
        made++;
        pick(changes(provider, false)).ifPresent(Runnable::run);
    }

    /** Removes one random row at a provider. */
    void remove(String provider) {
        made++;
        pick(changes(provider, true)).ifPresent(Runnable::run);
    }

    /** Undoes the latest addition at a provider, if it can be undone. */
    void undo(String provider) {
        Optional.ofNullable(undo.get(provider)).map(Deque::pollLast).ifPresent(Runnable::run);
    }

    private void undoable(String provider, Runnable back) {
        undo.computeIfAbsent(provider, _ -> new ArrayDeque<>()).addLast(back);
    }

    private List<Runnable> changes(String provider, boolean removals) {
        return switch (provider) {
            case "github" -> removals ? gitHubRemovals() : both(gitHubAdditions(), gitHubRemovals());
            case "google" -> removals ? googleRemovals() : both(googleAdditions(), googleRemovals());
            case "slack" -> removals ? slackRemovals() : both(slackAdditions(), slackRemovals());
            case "okta" -> removals ? oktaRemovals() : both(oktaAdditions(), oktaRemovals());
            case "openai" -> removals ? openAiRemovals() : both(openAiAdditions(), openAiRemovals());
            case "anthropic" -> removals ? anthropicRemovals() : both(anthropicAdditions(), anthropicRemovals());
            case "microsoft" -> removals ? entraRemovals() : both(entraAdditions(), entraRemovals());
            default -> throw new IllegalArgumentException(provider);
        };
    }

    private static List<Runnable> both(List<Runnable> some, List<Runnable> more) {
        List<Runnable> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private Instant now() {
        return simulator.clock().instant();
    }

    private <T> Optional<T> pick(Collection<T> from) {
        List<T> list = List.copyOf(from);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
    }

    private CompanyPerson person() {
        return pick(simulator.company().people().active()).orElseThrow();
    }

    private CompanyPerson administrator() {
        return simulator.company().people().active().stream()
                .filter(CompanyPerson::administrator)
                .findFirst()
                .orElseThrow();
    }

    private String newId(String prefix) {
        return prefix + made + "x" + random.nextInt(1_000_000);
    }

    /** Returns the scopes with the expanding scope added or, if they already contain it, removed. */
    private static List<String> toggled(Collection<String> scopes, String provider) {
        String expanding = EXPANDING.getOrDefault(provider, "");
        TreeSet<String> after = new TreeSet<>(scopes);
        if (!after.add(expanding)) {
            after.remove(expanding);
        }
        return List.copyOf(after);
    }

    private List<Runnable> gitHubAdditions() {
        var on = simulator.company().onGitHub();
        var tenant = simulator.company().gitHub();
        GitHubAccount member = pick(tenant.members().all()).orElseThrow();
        GitHubRepository repository = pick(tenant.repositories().all()).orElseThrow();
        long id = simulator.company().nextId();
        return List.of(
                () -> {
                    on.install(new GitHubInstallation(
                            id,
                            id,
                            "app-" + id,
                            "Iv1." + id,
                            random.nextBoolean(),
                            new TreeMap<>(Map.of("contents", "read", "metadata", "read")),
                            List.of(),
                            member.login(),
                            now(),
                            now(),
                            Optional.empty(),
                            Optional.empty()));
                    undoable(
                            "github",
                            () -> tenant.installations()
                                    .find(id)
                                    .ifPresent(one -> on.uninstall(one, member.login(), now())));
                },
                () -> pick(tenant.installations().all())
                        .filter(one -> one.suspendedAt().isEmpty()
                                && !one.permissions().containsKey("secrets"))
                        .ifPresent(one -> on.acceptPermissions(one, Map.of("secrets", "write"), member.login(), now())),
                () -> pick(tenant.installations().all())
                        .filter(one ->
                                !one.allRepositories() && one.suspendedAt().isEmpty())
                        .ifPresent(one -> on.widenToAllRepositories(one, member.login(), now())),
                () -> on.grantToken(token(id, member)),
                () -> on.requestToken(new TokenRequest(
                        simulator.company().nextId(), Optional.of("nightly build"), token(id, member), now())),
                () -> pick(tenant.tokenRequests().all())
                        .ifPresent(request -> on.review(request.id(), random.nextBoolean(), member.login(), now())),
                () -> on.authorizeCredential(new CredentialAuthorization(
                        id,
                        member.login(),
                        CredentialAuthorization.Kind.CLASSIC_TOKEN,
                        "made by a campaign",
                        Optional.of("%08x".formatted(id)),
                        List.of("repo"),
                        Optional.empty(),
                        now(),
                        Optional.empty(),
                        Optional.empty())),
                () -> on.addDeployKey(
                        new SimulatedDeployKey(
                                id,
                                repository.id(),
                                "deploy",
                                random.nextBoolean(),
                                Optional.of(member.login()),
                                now(),
                                Optional.empty()),
                        repository),
                () -> {
                    on.addHook(
                            new OrganizationHook(
                                    id, "https://hooks.example/" + id, List.of("push"), true, now(), now()),
                            member.login());
                    undoable("github", () -> {
                        var _ = on.removeHook(id, member.login(), now());
                    });
                });
    }

    private PersonalAccessToken token(long id, GitHubAccount member) {
        return new PersonalAccessToken(
                id,
                simulator.company().nextId(),
                "token-" + id,
                member,
                "all",
                List.of(),
                TokenPermissions.of(Map.of(), Map.of("contents", "read", "metadata", "read")),
                now(),
                Optional.of(now().plus(Duration.ofDays(90))),
                Optional.empty());
    }

    private List<Runnable> gitHubRemovals() {
        var on = simulator.company().onGitHub();
        var tenant = simulator.company().gitHub();
        String owner = pick(tenant.owners().all()).orElseThrow().login();
        return List.of(
                () -> pick(tenant.installations().all())
                        .filter(one -> one.appId() != tenant.ownAppId())
                        .ifPresent(one -> on.uninstall(one, owner, now())),
                () -> pick(tenant.tokens().all()).ifPresent(token -> on.revokeToken(token.id(), owner, now())),
                () -> pick(tenant.credentials().all())
                        .ifPresent(credential -> on.revokeCredential(credential.id(), owner, now())),
                () -> pick(tenant.deployKeys().all())
                        .ifPresent(key -> tenant.repositories()
                                .find(key.repositoryId())
                                .ifPresent(repository -> on.removeDeployKey(key.id(), repository, owner, now()))),
                () -> pick(tenant.hooks().all()).ifPresent(hook -> on.removeHook(hook.id(), owner, now())),
                () -> pick(tenant.seats().all())
                        .ifPresent(seat -> tenant.seats().remove(seat.assignee().login())),
                () -> pick(tenant.members().all())
                        .filter(member -> tenant.owners().find(member.login()).isEmpty())
                        .ifPresent(member -> on.removeMember(member, owner, now())));
    }

    private List<Runnable> googleAdditions() {
        var on = simulator.company().onGoogle();
        var tenant = simulator.company().google();
        CompanyPerson person = person();
        return List.of(
                () -> {
                    GoogleApp app =
                            new GoogleApp(newId("7000-") + ".apps.googleusercontent.com", "Campaign app", false, false);
                    on.consent(person, app, List.of("https://www.googleapis.com/auth/calendar.readonly"), now());
                    undoable("google", () -> {
                        var _ = on.revoke(person, app.clientId(), now());
                    });
                },
                () -> anyGrant()
                        .ifPresent(grant -> on.consentReportedLate(
                                person, grant.app(), grant.scopes(), now(), Duration.ofHours(3))),
                () -> pick(tenant.grantsOf(person.id()))
                        .ifPresent(grant -> on.consent(person, grant.app(), toggled(grant.scopes(), "google"), now())),
                () -> on.addAppPassword(
                        person, new AppPassword(person.id(), 1_000 + made, "campaign", now(), Optional.empty())));
    }

    private Optional<GoogleGrant> anyGrant() {
        return pick(simulator.company().people().active().stream()
                .flatMap(person -> simulator.company().google().grantsOf(person.id()).stream())
                .toList());
    }

    private List<Runnable> googleRemovals() {
        var on = simulator.company().onGoogle();
        var tenant = simulator.company().google();
        CompanyPerson person = person();
        return List.of(
                () -> pick(tenant.grantsOf(person.id()))
                        .ifPresent(grant -> on.revoke(person, grant.app().clientId(), now())),
                () -> pick(simulator.company().people().active().stream()
                                .flatMap(one -> tenant.appPasswordsOf(one.id()).stream())
                                .toList())
                        .ifPresent(password -> simulator.company().people().active().stream()
                                .filter(one -> one.id().equals(password.personId()))
                                .forEach(one -> on.removeAppPassword(one, password.codeId(), now()))),
                () -> pick(tenant.serviceAccounts().all())
                        .ifPresent(account -> tenant.serviceAccounts().remove(account.email())));
    }

    private List<Runnable> slackAdditions() {
        var on = simulator.company().onSlack();
        var tenant = simulator.company().slack();
        SlackTenant.Workspace workspace = pick(tenant.workspaces().all()).orElseThrow();
        SlackApp app = new SlackApp(
                "A" + newId("CAMPAIGN"),
                "Campaign " + made,
                "https://campaign.example",
                false,
                List.of("chat:write"),
                List.of());
        return List.of(
                () -> on.install(workspace, app, administrator(), now()),
                () -> {
                    on.approve(tenant.organization(), app, administrator(), now());
                    undoable("slack", () -> {
                        var _ = tenant.approved().remove(tenant.organization() + '/' + app.id());
                    });
                },
                () -> on.restrict(workspace.id(), app, SlackTenant.userId(administrator()), now()),
                () -> on.request(workspace, app, person(), "for a test", now()),
                () -> installed(workspace.id())
                        .filter(one -> !one.scopes().contains(EXPANDING.get("slack")))
                        .ifPresent(one -> on.expand(
                                workspace, one, List.of(EXPANDING.getOrDefault("slack", "")), administrator(), now())),
                () -> on.publish(
                        new SlackTenant.Workflow(
                                "Wf" + newId(""),
                                workspace.id(),
                                "Campaign",
                                app.id(),
                                true,
                                SlackTenant.userId(administrator()),
                                now()),
                        administrator(),
                        now()));
    }

    private Optional<SlackApp> installed(String workspace) {
        Map<String, SlackApp> apps = new TreeMap<>();
        for (SlackTenant.IntegrationEntry row :
                simulator.company().slack().integrationLog(workspace).reversed()) {
            row.app().ifPresent(app -> {
                if (row.change().equals("removed")) {
                    apps.remove(app.id());
                } else {
                    apps.put(app.id(), app);
                }
            });
        }
        return pick(apps.values());
    }

    private List<Runnable> slackRemovals() {
        var on = simulator.company().onSlack();
        var tenant = simulator.company().slack();
        SlackTenant.Workspace workspace = pick(tenant.workspaces().all()).orElseThrow();
        return List.of(
                () -> installed(workspace.id())
                        .ifPresent(app -> on.uninstall(workspace.id(), app, administrator(), now())),
                () -> pick(tenant.approved().all())
                        .ifPresent(row -> tenant.approved()
                                .remove(row.place() + '/' + row.app().id())),
                () -> pick(tenant.restricted().all())
                        .ifPresent(row -> tenant.restricted()
                                .remove(row.place() + '/' + row.app().id())),
                () -> pick(tenant.requests().all())
                        .ifPresent(row -> tenant.requests().remove(row.id())),
                () -> pick(tenant.bots().all())
                        .ifPresent(bot -> tenant.bots().remove(bot.workspace() + '/' + bot.userId())),
                () -> pick(tenant.workflows().all())
                        .ifPresent(row -> tenant.workflows().remove(row.id())));
    }

    private List<Runnable> oktaAdditions() {
        OktaOrganization okta = simulator.oktaDouble().organization();
        CompanyPerson person = person();
        return List.of(
                () -> okta.createApiToken("campaign " + made, person, now()),
                () -> service()
                        .ifPresent(
                                app -> okta.put(new OktaObjectTypes.Secret(okta.newId("ocs"), app.id(), true, now()))),
                () -> service()
                        .ifPresent(app -> okta.put(new OktaObjectTypes.SigningKey(
                                okta.newId("pks"), app.id(), "campaign" + made, true, now()))),
                () -> service()
                        .filter(app -> okta.all(
                                        OktaObjectTypes.ScopeGrant.class,
                                        grant -> grant.appId().equals(app.id())
                                                && grant.scope().equals(EXPANDING.get("okta")))
                                .isEmpty())
                        .ifPresent(app -> okta.put(scope(app, Optional.empty(), EXPANDING.getOrDefault("okta", "")))),
                () -> webApp().ifPresent(
                                app -> okta.put(scope(app, Optional.of(OktaOrganization.userId(person)), "profile"))),
                () -> {
                    OktaObjectTypes.App app = new OktaObjectTypes.App(
                            okta.newId("0oa"), "Campaign " + made, "service", true, now(), List.of());
                    okta.put(app);
                    undoable("okta", () -> removeOktaApp(app));
                });
    }

    private OktaObjectTypes.ScopeGrant scope(OktaObjectTypes.App app, Optional<String> user, String scope) {
        OktaOrganization okta = simulator.oktaDouble().organization();
        return new OktaObjectTypes.ScopeGrant(
                okta.newId("oag"),
                app.id(),
                user,
                Optional.empty(),
                scope,
                now(),
                OktaOrganization.userId(administrator()));
    }

    private Optional<OktaObjectTypes.App> service() {
        return pick(simulator
                .oktaDouble()
                .organization()
                .all(OktaObjectTypes.App.class, app -> app.kind().equals("service") && !isOwn(app)));
    }

    private Optional<OktaObjectTypes.App> webApp() {
        return pick(simulator
                .oktaDouble()
                .organization()
                .all(OktaObjectTypes.App.class, app -> app.kind().equals("web")));
    }

    private boolean isOwn(OktaObjectTypes.App app) {
        return app.id().equals(simulator.oktaDouble().clientId());
    }

    private List<Runnable> oktaRemovals() {
        OktaOrganization okta = simulator.oktaDouble().organization();
        return List.of(
                () -> pick(okta.all(OktaObjectTypes.ApiToken.class, _ -> true))
                        .ifPresent(token -> okta.remove(OktaObjectTypes.ApiToken.class, token.id())),
                () -> pick(okta.all(OktaObjectTypes.Secret.class, _ -> true))
                        .ifPresent(secret -> okta.remove(OktaObjectTypes.Secret.class, secret.id())),
                () -> pick(okta.all(
                                OktaObjectTypes.ScopeGrant.class,
                                grant -> !grant.appId()
                                        .equals(simulator.oktaDouble().clientId())))
                        .ifPresent(grant -> okta.remove(OktaObjectTypes.ScopeGrant.class, grant.id())),
                () -> pick(okta.all(OktaObjectTypes.RefreshToken.class, _ -> true))
                        .ifPresent(token -> okta.remove(OktaObjectTypes.RefreshToken.class, token.id())),
                () -> pick(okta.all(OktaObjectTypes.Link.class, _ -> true))
                        .ifPresent(link -> okta.remove(OktaObjectTypes.Link.class, link.id())),
                () -> service().ifPresent(this::removeOktaApp));
    }

    private void removeOktaApp(OktaObjectTypes.App app) {
        OktaOrganization okta = simulator.oktaDouble().organization();
        okta.all(OktaObjectTypes.Secret.class, secret -> secret.owner().equals(app.id()))
                .forEach(secret -> okta.remove(OktaObjectTypes.Secret.class, secret.id()));
        okta.all(OktaObjectTypes.SigningKey.class, key -> key.owner().equals(app.id()))
                .forEach(key -> okta.remove(OktaObjectTypes.SigningKey.class, key.id()));
        okta.all(OktaObjectTypes.ScopeGrant.class, grant -> grant.appId().equals(app.id()))
                .forEach(grant -> okta.remove(OktaObjectTypes.ScopeGrant.class, grant.id()));
        okta.all(OktaObjectTypes.Role.class, role -> role.holder().equals(app.id()))
                .forEach(role -> okta.remove(OktaObjectTypes.Role.class, role.id()));
        okta.remove(OktaObjectTypes.App.class, app.id());
    }

    private List<Runnable> openAiAdditions() {
        OpenAiTenant tenant = simulator.openAiDouble().tenant();
        return List.of(
                () -> simulator.openAiDouble().createKey("campaign " + made, person(), now()),
                () -> project()
                        .ifPresent(project -> tenant.serviceAccounts()
                                .put(new OpenAiTenant.ServiceAccount(
                                        newId("user-sa"), project.id(), "campaign", "member", now()))),
                () -> pick(tenant.serviceAccounts().all())
                        .ifPresent(account -> tenant.serviceAccounts()
                                .put(new OpenAiTenant.ServiceAccount(
                                        account.id(),
                                        account.project(),
                                        account.name(),
                                        account.role().equals("owner") ? "member" : "owner",
                                        account.created()))),
                () -> {
                    String id = newId("key_adm");
                    tenant.keys()
                            .put(new OpenAiTenant.ApiKey(
                                    id,
                                    "campaign",
                                    Optional.empty(),
                                    pick(tenant.users().all()).orElseThrow().id(),
                                    "wxyz",
                                    now(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    true));
                    undoable("openai", () -> {
                        var _ = tenant.keys().remove(id);
                    });
                });
    }

    private Optional<OpenAiTenant.Project> project() {
        return pick(simulator.openAiDouble().tenant().projects().all().stream()
                .filter(project -> project.archived().isEmpty())
                .toList());
    }

    private List<Runnable> openAiRemovals() {
        OpenAiTenant tenant = simulator.openAiDouble().tenant();
        return List.of(
                () -> pick(tenant.keys().all()).ifPresent(key -> tenant.keys().remove(key.id())),
                () -> pick(tenant.serviceAccounts().all()).ifPresent(account -> removeOpenAiAccount(tenant, account)),
                () -> pick(tenant.certificates().all())
                        .ifPresent(certificate -> tenant.certificates().remove(certificate.id())),
                () -> project()
                        .filter(_ -> random.nextInt(4) == 0)
                        .ifPresent(project -> tenant.projects()
                                .put(new OpenAiTenant.Project(
                                        project.id(), project.name(), project.created(), Optional.of(now())))));
    }

    private static void removeOpenAiAccount(OpenAiTenant tenant, OpenAiTenant.ServiceAccount account) {
        tenant.serviceAccounts().remove(account.id());
        tenant.keys().all().stream()
                .filter(key -> key.owner().equals(account.id()))
                .forEach(key -> tenant.keys().remove(key.id()));
    }

    private List<Runnable> anthropicAdditions() {
        AnthropicTenant tenant = simulator.anthropicDouble().tenant();
        return List.of(
                () -> simulator.anthropicDouble().createKey("campaign " + made, person(), now()),
                () -> {
                    String id = newId("svac_01");
                    tenant.serviceAccounts()
                            .put(new AnthropicTenant.ServiceAccount(
                                    id,
                                    "campaign",
                                    "developer",
                                    pick(tenant.members().all()).orElseThrow().id(),
                                    now(),
                                    Optional.empty()));
                    undoable("anthropic", () -> {
                        var _ = tenant.serviceAccounts().remove(id);
                    });
                },
                () -> pick(tenant.serviceAccounts().all())
                        .ifPresent(account -> tenant.serviceAccounts()
                                .put(new AnthropicTenant.ServiceAccount(
                                        account.id(),
                                        account.name(),
                                        account.role().equals("admin") ? "developer" : "admin",
                                        account.creator(),
                                        account.created(),
                                        account.archived()))));
    }

    private List<Runnable> anthropicRemovals() {
        AnthropicTenant tenant = simulator.anthropicDouble().tenant();
        SimulatedTable<String, AnthropicTenant.ApiKey> keys = tenant.keys();
        return List.of(
                () -> pick(keys.all())
                        .ifPresent(key -> keys.put(new AnthropicTenant.ApiKey(
                                key.id(),
                                key.name(),
                                key.workspace(),
                                "archived",
                                key.creator(),
                                key.ending(),
                                key.created(),
                                key.expires()))),
                () -> pick(keys.all()).ifPresent(key -> keys.remove(key.id())),
                () -> pick(tenant.serviceAccounts().all())
                        .ifPresent(account -> tenant.serviceAccounts().remove(account.id())),
                () -> pick(tenant.federationRules().all())
                        .ifPresent(rule -> tenant.federationRules().remove(rule.id())));
    }

    private List<Runnable> entraAdditions() {
        EntraTenant tenant = simulator.entraDouble().tenant();
        CompanyPerson person = person();
        return List.of(
                () -> {
                    String app = simulator
                            .entraDouble()
                            .actions()
                            .addApp("Campaign " + newId(""), "campaign.example", person.email(), "User.Read", now());
                    undoable(
                            "microsoft",
                            () -> tenant.servicePrincipals().all().stream()
                                    .filter(principal -> app.equals(principal.get("appId")))
                                    .forEach(
                                            principal -> removePrincipal(tenant, String.valueOf(principal.get("id")))));
                },
                () -> pick(tenant.grants().all())
                        .ifPresent(grant -> simulator
                                .entraDouble()
                                .actions()
                                .consent(
                                        String.valueOf(grant.get("clientId")),
                                        String.valueOf(grant.get("resourceId")),
                                        Optional.of(person.email()),
                                        "User.Read",
                                        person.email(),
                                        now())),
                () -> pick(tenant.grants().all())
                        .ifPresent(grant -> tenant.grants()
                                .set(
                                        String.valueOf(grant.get("id")),
                                        "scope",
                                        ' '
                                                + String.join(
                                                        " ",
                                                        toggled(
                                                                List.of(String.valueOf(grant.get("scope"))
                                                                        .strip()
                                                                        .split(" +")),
                                                                "microsoft")))),
                () -> pick(tenant.applications().all())
                        .ifPresent(application -> simulator
                                .entraDouble()
                                .actions()
                                .addSecret(
                                        String.valueOf(application.get("id")),
                                        "campaign " + made,
                                        now(),
                                        now().plus(Duration.ofDays(200)),
                                        administrator().email())));
    }

    private List<Runnable> entraRemovals() {
        EntraTenant tenant = simulator.entraDouble().tenant();
        return List.of(
                () -> pick(tenant.grants().all())
                        .ifPresent(grant -> tenant.grants().remove(String.valueOf(grant.get("id")))),
                () -> pick(tenant.applications().all())
                        .ifPresent(application -> tenant.applications()
                                .set(String.valueOf(application.get("id")), "passwordCredentials", List.of())),
                () -> pick(tenant.servicePrincipals().all().stream()
                                .filter(principal -> principal.get("homepage") != null)
                                .toList())
                        .ifPresent(principal -> removePrincipal(tenant, String.valueOf(principal.get("id")))));
    }

    private static void removePrincipal(EntraTenant tenant, String id) {
        tenant.servicePrincipals().remove(id);
        tenant.grants().all().stream()
                .filter(grant -> id.equals(grant.get("clientId")))
                .forEach(grant -> tenant.grants().remove(String.valueOf(grant.get("id"))));
    }
}

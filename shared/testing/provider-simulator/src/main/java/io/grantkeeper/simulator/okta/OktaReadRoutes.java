package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Account;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Agent;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiService;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Assignment;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Link;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RefreshToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Role;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RoleTarget;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Row;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ScopeGrant;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Secret;
import io.grantkeeper.simulator.okta.OktaObjectTypes.SigningKey;
import io.grantkeeper.simulator.okta.OktaRoute.Action;
import io.grantkeeper.simulator.okta.OktaRoute.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The routes with which callers read the organization. */
final class OktaReadRoutes {
    private static final String APP = "/api/v1/apps/{appId}";
    private static final String AGENT = "/workload-principals/api/v1/ai-agents/{agentId}";
    private static final String SERVICE = "/integrations/api/v1/api-services/{apiServiceId}";
    private static final int PAGE = 200;
    private static final int ADMINISTRATORS = 100;
    private static final int ASSIGNMENTS = 50;
    private static final int MOST_ASSIGNMENTS = 500;

    private OktaReadRoutes() {}

    static List<OktaRoute> all() {
        List<OktaRoute> routes = new ArrayList<>(List.of(
                get("/api/v1/users", "okta.users.read", Bucket.USERS, OktaReadRoutes::users),
                get("/api/v1/users/{id}", "okta.users.read", Bucket.USER, OktaReadRoutes::user),
                get("/api/v1/users/{userId}/grants", "okta.users.read", Bucket.USER, OktaReadRoutes::userGrants),
                get(
                        "/api/v1/users/{userId}/roles",
                        "okta.roles.read",
                        Bucket.OTHER,
                        call -> roles(call, call.variable("userId"))),
                get("/api/v1/iam/assignees/users", "okta.roles.read", Bucket.OTHER, OktaReadRoutes::administrators),
                get(
                        "/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups",
                        "okta.roles.read",
                        Bucket.OTHER,
                        call -> targets(call, "group", OktaResponseJson::group)),
                get(
                        "/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps",
                        "okta.roles.read",
                        Bucket.OTHER,
                        call -> targets(call, "app", OktaResponseJson::catalogApp)),
                get(
                        "/oauth2/v1/clients/{clientId}/roles",
                        "okta.roles.read",
                        Bucket.OTHER,
                        call -> roles(call, call.variable("clientId"))),
                get(
                        "/api/v1/api-tokens",
                        "okta.apiTokens.read",
                        Bucket.OTHER,
                        call -> list(call, ApiToken.class, _ -> true, OktaResponseJson::apiToken)),
                get(
                        "/api/v1/api-tokens/{apiTokenId}",
                        "okta.apiTokens.read",
                        Bucket.OTHER,
                        call -> one(call, ApiToken.class, "apiTokenId", OktaResponseJson::apiToken)),
                get(
                        "/api/v1/apps",
                        "okta.apps.read",
                        Bucket.APPS,
                        call -> list(call, App.class, _ -> true, OktaResponseJson::app)),
                get(APP, "okta.apps.read", Bucket.APP, OktaReadRoutes::app),
                get(
                        APP + "/grants",
                        "okta.appGrants.read",
                        Bucket.APP,
                        call -> ofApp(
                                call,
                                ScopeGrant.class,
                                grant -> grant.appId().equals(call.variable("appId"))
                                        && grant.userId().isEmpty(),
                                OktaResponseJson::grant)),
                get(
                        APP + "/credentials/secrets",
                        "okta.apps.read",
                        Bucket.APP,
                        call -> ofApp(
                                call,
                                Secret.class,
                                secret -> secret.owner().equals(call.variable("appId")),
                                OktaResponseJson::secret)),
                get(APP + "/credentials/jwks", "okta.apps.read", Bucket.APP, OktaReadRoutes::appKeys),
                get(
                        APP + "/tokens",
                        "okta.apps.read",
                        Bucket.APP,
                        call -> ofApp(
                                call,
                                RefreshToken.class,
                                token -> token.appId().equals(call.variable("appId")),
                                OktaResponseJson::refreshToken)),
                get(APP + "/users", "okta.apps.read", Bucket.APP, OktaReadRoutes::assignments),
                get(APP + "/users/{userId}", "okta.apps.read", Bucket.APP, OktaReadRoutes::assignment),
                get(
                        "/integrations/api/v1/api-services",
                        "okta.oauthIntegrations.read",
                        Bucket.OTHER,
                        call -> list(call, ApiService.class, _ -> true, OktaResponseJson::apiService)),
                get(
                        SERVICE,
                        "okta.oauthIntegrations.read",
                        Bucket.OTHER,
                        call -> one(call, ApiService.class, "apiServiceId", OktaResponseJson::apiService)),
                get(
                        SERVICE + "/credentials/secrets",
                        "okta.oauthIntegrations.read",
                        Bucket.OTHER,
                        call -> list(
                                call,
                                Secret.class,
                                secret -> secret.owner().equals(call.variable("apiServiceId")),
                                OktaResponseJson::secret)),
                get("/api/v1/logs", "okta.logs.read", Bucket.LOGS, OktaLogRoutes::list)));
        routes.addAll(licensed());
        routes.addAll(OktaWriteRoutes.all());
        return List.copyOf(routes);
    }

    private static List<OktaRoute> licensed() {
        return List.of(
                licensed(
                        "/privileged-access/api/v1/service-accounts",
                        "okta.serviceAccounts.read",
                        OktaOptions.PRIVILEGED_ACCESS,
                        call -> list(
                                call,
                                Account.class,
                                account -> account.oktaUser().isEmpty(),
                                (_, account) -> OktaResponseJson.account(account))),
                licensed(
                        "/privileged-access/api/v1/service-accounts/{id}",
                        "okta.serviceAccounts.read",
                        OktaOptions.PRIVILEGED_ACCESS,
                        call -> one(call, Account.class, "id", (_, account) -> OktaResponseJson.account(account))),
                licensed(
                        "/privileged-access/api/v1/okta-service-accounts/{id}",
                        "okta.serviceAccounts.okta.read",
                        OktaOptions.PRIVILEGED_ACCESS,
                        call -> one(call, Account.class, "id", (_, account) -> OktaResponseJson.account(account))),
                licensed(
                        "/privileged-access/api/v1/okta-service-accounts",
                        "okta.serviceAccounts.okta.read",
                        OktaOptions.PRIVILEGED_ACCESS,
                        call -> list(
                                call,
                                Account.class,
                                account -> account.oktaUser().isPresent(),
                                (_, account) -> OktaResponseJson.account(account))),
                licensed(
                        "/workload-principals/api/v1/ai-agents",
                        "okta.aiAgents.read",
                        OktaOptions.AI_AGENTS,
                        call -> listInData(call, Agent.class, _ -> true, OktaResponseJson::agent)),
                licensed(
                        AGENT,
                        "okta.aiAgents.read",
                        OktaOptions.AI_AGENTS,
                        call -> call.organization()
                                .find(Agent.class, call.variable("agentId"))
                                .map(agent -> SimulatorResponse.json(200, OktaResponseJson.agent(agent)))
                                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("agentId")))),
                licensed(
                        AGENT + "/credentials/jwks",
                        "okta.aiAgents.read",
                        OktaOptions.AI_AGENTS,
                        call -> keys(call, call.variable("agentId"))),
                licensed(
                        AGENT + "/connections",
                        "okta.aiAgents.read",
                        OktaOptions.AI_AGENTS,
                        call -> listInData(
                                call,
                                Link.class,
                                link -> link.agentId().equals(call.variable("agentId")),
                                OktaResponseJson::link)));
    }

    /** Returns all scopes that the routes need. */
    static Set<String> scopes() {
        return all().stream().map(OktaRoute::scope).collect(Collectors.toUnmodifiableSet());
    }

    private static OktaRoute get(String template, String scope, Bucket bucket, Action action) {
        return new OktaRoute("GET", template, scope, bucket, "", action);
    }

    private static OktaRoute licensed(String template, String scope, String feature, Action action) {
        return new OktaRoute("GET", template, scope, Bucket.OTHER, feature, action);
    }

    /** Returns users. Without a search, the listing omits deactivated users. */
    private static SimulatorResponse users(OktaCall call) {
        boolean searched = !call.parameter("search").isEmpty();
        if (searched && !call.parameter("search").startsWith("lastUpdated gt \"")) {
            return OktaErrorResponse.api(400, "E0000031", "Invalid search criteria.");
        }
        List<CompanyPerson> users = call.organization().users().stream()
                .filter(person ->
                        searched || !call.organization().statusOf(person).equals("DEPROVISIONED"))
                .toList();
        OktaResponseJson shapes = new OktaResponseJson(call);
        return OktaPages.of(call, users, call.pageSize(PAGE, PAGE), OktaOrganization::userId, shapes::user);
    }

    private static SimulatorResponse user(OktaCall call) {
        return call.organization()
                .user(call.variable("id"))
                .map(person -> SimulatorResponse.json(200, new OktaResponseJson(call).user(person)))
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("id") + " (User)"));
    }

    private static SimulatorResponse userGrants(OktaCall call) {
        String user = call.variable("userId");
        return call.organization().user(user).isEmpty()
                ? OktaErrorResponse.notFound(user + " (User)")
                : list(
                        call,
                        ScopeGrant.class,
                        grant -> grant.userId().filter(user::equals).isPresent(),
                        OktaResponseJson::grant);
    }

    private static SimulatorResponse roles(OktaCall call, String holder) {
        return list(call, Role.class, role -> role.holder().equals(holder), OktaResponseJson::role);
    }

    private static SimulatorResponse targets(
            OktaCall call, String kind, BiFunction<OktaResponseJson, RoleTarget, Map<String, ?>> shape) {
        return list(
                call,
                RoleTarget.class,
                target -> target.kind().equals(kind) && target.role().equals(call.variable("roleAssignmentId")),
                shape);
    }

    /** Returns the users who have roles. They are listed in {@code value}, and the next link is in the body. */
    private static SimulatorResponse administrators(OktaCall call) {
        String after = OktaPages.decoded(call.parameter("after"));
        List<String> left = call.organization().all(Role.class, _ -> true).stream()
                .map(Role::holder)
                .filter(holder -> holder.startsWith("00u") && holder.compareTo(after) > 0)
                .distinct()
                .sorted()
                .toList();
        List<String> page = left.subList(0, Math.min(call.pageSize(ADMINISTRATORS, ADMINISTRATORS), left.size()));
        OktaResponseJson shapes = new OktaResponseJson(call);
        List<?> rows = page.stream().map(shapes::administrator).toList();
        return SimulatorResponse.json(
                200,
                SimulatorJson.object(
                        "value",
                        rows,
                        "_links",
                        page.size() == left.size()
                                ? SimulatorJson.object()
                                : SimulatorJson.object(
                                        "next",
                                        SimulatorJson.object(
                                                "href",
                                                OktaPages.address(
                                                        call.request(), OktaPages.encoded(page.getLast()))))));
    }

    private static SimulatorResponse app(OktaCall call) {
        return call.organization()
                .find(App.class, call.variable("appId"))
                .map(app -> SimulatorResponse.json(200, new OktaResponseJson(call).app(app)))
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("appId") + " (AppInstance)"));
    }

    private static SimulatorResponse assignments(OktaCall call) {
        String app = call.variable("appId");
        OktaResponseJson shapes = new OktaResponseJson(call);
        return call.organization().find(App.class, app).isEmpty()
                ? OktaErrorResponse.notFound(app + " (AppInstance)")
                : OktaPages.of(
                        call,
                        call.organization()
                                .all(Assignment.class, row -> row.appId().equals(app)),
                        call.pageSize(ASSIGNMENTS, MOST_ASSIGNMENTS),
                        Assignment::userId,
                        shapes::assignment);
    }

    private static SimulatorResponse assignment(OktaCall call) {
        String app = call.variable("appId");
        String user = call.variable("userId");
        return call.organization()
                .find(Assignment.class, app + ' ' + user)
                .map(row -> SimulatorResponse.json(200, new OktaResponseJson(call).assignment(row)))
                .orElseGet(() -> OktaErrorResponse.notFound(user + " (AppUser)"));
    }

    private static SimulatorResponse appKeys(OktaCall call) {
        return call.organization().find(App.class, call.variable("appId")).isEmpty()
                ? OktaErrorResponse.notFound(call.variable("appId") + " (AppInstance)")
                : keys(call, call.variable("appId"));
    }

    private static SimulatorResponse keys(OktaCall call, String owner) {
        OktaResponseJson shapes = new OktaResponseJson(call);
        List<?> keys = call
                .organization()
                .all(SigningKey.class, key -> key.owner().equals(owner))
                .stream()
                .map(shapes::key)
                .toList();
        return SimulatorResponse.json(200, SimulatorJson.object("jwks", SimulatorJson.object("keys", keys)));
    }

    private static <T extends Row> SimulatorResponse ofApp(
            OktaCall call, Class<T> type, Predicate<T> which, BiFunction<OktaResponseJson, T, Map<String, ?>> shape) {
        return call.organization().find(App.class, call.variable("appId")).isEmpty()
                ? OktaErrorResponse.notFound(call.variable("appId") + " (AppInstance)")
                : list(call, type, which, shape);
    }

    private static <T extends Row> SimulatorResponse one(
            OktaCall call, Class<T> type, String variable, BiFunction<OktaResponseJson, T, Map<String, ?>> shape) {
        return call.organization()
                .find(type, call.variable(variable))
                .map(row -> SimulatorResponse.json(200, shape.apply(new OktaResponseJson(call), row)))
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable(variable)));
    }

    private static <T extends Row> SimulatorResponse list(
            OktaCall call, Class<T> type, Predicate<T> which, BiFunction<OktaResponseJson, T, Map<String, ?>> shape) {
        OktaResponseJson shapes = new OktaResponseJson(call);
        return OktaPages.of(
                call,
                call.organization().all(type, which),
                call.pageSize(PAGE, PAGE),
                Row::id,
                row -> shape.apply(shapes, row));
    }

    /** Returns rows as Okta's newer listings do: in {@code data}, with the next link in the body. */
    private static <T extends Row> SimulatorResponse listInData(
            OktaCall call, Class<T> type, Predicate<T> which, Function<T, Map<String, ?>> shape) {
        String after = OktaPages.decoded(call.parameter("after"));
        List<T> left =
                call.organization().all(type, row -> which.test(row) && row.id().compareTo(after) > 0);
        List<T> page = left.subList(0, Math.min(call.pageSize(PAGE, PAGE), left.size()));
        List<?> rows = page.stream().map(shape).toList();
        return page.size() == left.size()
                ? SimulatorResponse.json(200, SimulatorJson.object("data", rows))
                : SimulatorResponse.json(
                        200,
                        SimulatorJson.object(
                                "data",
                                rows,
                                "_links",
                                SimulatorJson.object(
                                        "next",
                                        SimulatorJson.object(
                                                "href",
                                                OktaPages.address(
                                                        call.request(),
                                                        OktaPages.encoded(
                                                                page.getLast().id()))))));
    }
}

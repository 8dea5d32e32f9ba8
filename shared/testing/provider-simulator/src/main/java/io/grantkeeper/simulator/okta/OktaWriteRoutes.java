package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Agent;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiService;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RefreshToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Role;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Row;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ScopeGrant;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Secret;
import io.grantkeeper.simulator.okta.OktaObjectTypes.SigningKey;
import io.grantkeeper.simulator.okta.OktaRoute.Action;
import io.grantkeeper.simulator.okta.OktaRoute.Bucket;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The routes that remove or deactivate objects. For an object that has already been removed, the response is 404. An
 * inactive object cannot be deactivated again, and a client's only active secret cannot be deactivated.
 */
final class OktaWriteRoutes {
    private static final String APP = "/api/v1/apps/{appId}";
    private static final String AGENT = "/workload-principals/api/v1/ai-agents/{agentId}";
    private static final String SERVICE = "/integrations/api/v1/api-services/{id}";
    private static final String OFF = "/lifecycle/deactivate";

    private OktaWriteRoutes() {}

    static List<OktaRoute> all() {
        return List.of(
                delete("/api/v1/api-tokens/{id}", "okta.apiTokens.manage", Bucket.OTHER, ApiToken.class),
                delete(APP + "/grants/{id}", "okta.appGrants.manage", Bucket.APP, ScopeGrant.class),
                delete(APP + "/tokens/{id}", "okta.apps.manage", Bucket.APP, RefreshToken.class),
                delete("/oauth2/v1/clients/{clientId}/roles/{id}", "okta.roles.manage", Bucket.OTHER, Role.class),
                delete(SERVICE, "okta.oauthIntegrations.manage", Bucket.OTHER, ApiService.class),
                route(
                        "DELETE",
                        "/api/v1/users/{userId}/clients/{clientId}/grants",
                        "okta.users.manage",
                        Bucket.USER,
                        call -> removeAll(
                                call,
                                ScopeGrant.class,
                                grant -> grant.appId().equals(call.variable("clientId"))
                                        && grant.userId()
                                                .filter(call.variable("userId")::equals)
                                                .isPresent())),
                route(
                        "DELETE",
                        "/api/v1/users/{userId}/clients/{clientId}/tokens",
                        "okta.users.manage",
                        Bucket.USER,
                        call -> removeAll(
                                call,
                                RefreshToken.class,
                                token -> token.appId().equals(call.variable("clientId"))
                                        && token.userId().equals(call.variable("userId")))),
                post(APP + OFF, "okta.apps.manage", Bucket.APP, OktaWriteRoutes::deactivateApp),
                post(
                        APP + "/credentials/secrets/{id}" + OFF,
                        "okta.apps.manage",
                        Bucket.APP,
                        OktaWriteRoutes::deactivateSecret),
                post(
                        APP + "/credentials/jwks/{id}" + OFF,
                        "okta.apps.manage",
                        Bucket.APP,
                        OktaWriteRoutes::deactivateKey),
                post(
                        SERVICE.replace("{id}", "{serviceId}") + "/credentials/secrets/{id}" + OFF,
                        "okta.oauthIntegrations.manage",
                        Bucket.OTHER,
                        OktaWriteRoutes::deactivateServiceSecret),
                post(
                        "/api/v1/users/{userId}/lifecycle/suspend",
                        "okta.users.manage",
                        Bucket.USER,
                        OktaWriteRoutes::suspend),
                post(AGENT + OFF, "okta.aiAgents.manage", Bucket.OTHER, OktaWriteRoutes::deactivateAgent),
                post(
                        AGENT + "/credentials/jwks/{id}" + OFF,
                        "okta.aiAgents.manage",
                        Bucket.OTHER,
                        OktaWriteRoutes::deactivateKey));
    }

    private static OktaRoute route(String method, String template, String scope, Bucket bucket, Action action) {
        return new OktaRoute(method, template, scope, bucket, "", action);
    }

    private static OktaRoute post(String template, String scope, Bucket bucket, Action action) {
        return route("POST", template, scope, bucket, action);
    }

    private static OktaRoute delete(String template, String scope, Bucket bucket, Class<? extends Row> type) {
        return route(
                "DELETE",
                template,
                scope,
                bucket,
                call -> call.organization().remove(type, call.variable("id"))
                        ? SimulatorResponse.empty(204)
                        : OktaErrorResponse.notFound(call.variable("id")));
    }

    private static <T extends Row> SimulatorResponse removeAll(OktaCall call, Class<T> type, Predicate<T> which) {
        call.organization().all(type, which).forEach(row -> call.organization().remove(type, row.id()));
        return SimulatorResponse.empty(204);
    }

    private static SimulatorResponse deactivateApp(OktaCall call) {
        return call.organization()
                .find(App.class, call.variable("appId"))
                .map(app -> {
                    call.organization()
                            .put(new App(app.id(), app.label(), app.kind(), false, app.created(), app.redirectUris()));
                    return SimulatorResponse.json(200, Map.of());
                })
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("appId")));
    }

    private static SimulatorResponse deactivateSecret(OktaCall call) {
        boolean only = call.organization()
                        .all(Secret.class, secret -> secret.owner().equals(call.variable("appId")) && secret.active())
                        .size()
                == 1;
        return only
                ? OktaErrorResponse.invalid("the only active secret of a client cannot be deactivated")
                : deactivateServiceSecret(call);
    }

    private static SimulatorResponse deactivateServiceSecret(OktaCall call) {
        return call.organization()
                .find(Secret.class, call.variable("id"))
                .map(secret -> {
                    if (!secret.active()) {
                        return OktaErrorResponse.invalid("already inactive");
                    }
                    Secret off = new Secret(secret.id(), secret.owner(), false, secret.created());
                    call.organization().put(off);
                    return SimulatorResponse.json(200, new OktaResponseJson(call).secret(off));
                })
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("id")));
    }

    private static SimulatorResponse deactivateKey(OktaCall call) {
        return call.organization()
                .find(SigningKey.class, call.variable("id"))
                .map(key -> {
                    if (!key.active()) {
                        return OktaErrorResponse.invalid("already inactive");
                    }
                    SigningKey off = new SigningKey(key.id(), key.owner(), key.keyId(), false, key.created());
                    call.organization().put(off);
                    return SimulatorResponse.json(200, new OktaResponseJson(call).key(off));
                })
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("id")));
    }

    private static SimulatorResponse suspend(OktaCall call) {
        return call.organization()
                .user(call.variable("userId"))
                .map(person -> {
                    if (!call.organization().statusOf(person).equals("ACTIVE")) {
                        return OktaErrorResponse.invalid("only active users can be suspended");
                    }
                    call.organization().suspend(person);
                    return SimulatorResponse.json(200, Map.of());
                })
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("userId")));
    }

    private static SimulatorResponse deactivateAgent(OktaCall call) {
        return call.organization()
                .find(Agent.class, call.variable("agentId"))
                .map(agent -> {
                    if (!agent.active()) {
                        return OktaErrorResponse.invalid("already inactive");
                    }
                    call.organization().put(new Agent(agent.id(), agent.name(), false, agent.created()));
                    return SimulatorResponse.empty(202);
                })
                .orElseGet(() -> OktaErrorResponse.notFound(call.variable("agentId")));
    }
}

package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.okta.OktaRoute.Action;
import io.grantkeeper.simulator.okta.OktaRoute.Bucket;
import io.grantkeeper.simulator.okta.OktaRows.Agent;
import io.grantkeeper.simulator.okta.OktaRows.ApiService;
import io.grantkeeper.simulator.okta.OktaRows.ApiToken;
import io.grantkeeper.simulator.okta.OktaRows.App;
import io.grantkeeper.simulator.okta.OktaRows.RefreshToken;
import io.grantkeeper.simulator.okta.OktaRows.Role;
import io.grantkeeper.simulator.okta.OktaRows.Row;
import io.grantkeeper.simulator.okta.OktaRows.ScopeGrant;
import io.grantkeeper.simulator.okta.OktaRows.Secret;
import io.grantkeeper.simulator.okta.OktaRows.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is taken away. What is gone answers 404; what is inactive cannot be deactivated again; nor can a last secret. */
final class OktaChanges {
    private static final String APP = "/api/v1/apps/{appId}";
    private static final String AGENT = "/workload-principals/api/v1/ai-agents/{agentId}";
    private static final String SERVICE = "/integrations/api/v1/api-services/{id}";
    private static final String OFF = "/lifecycle/deactivate";

    private OktaChanges() {}

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
                post(APP + OFF, "okta.apps.manage", Bucket.APP, OktaChanges::deactivateApp),
                post(APP + "/credentials/secrets/{id}" + OFF, "okta.apps.manage", Bucket.APP, OktaChanges::secretOff),
                post(APP + "/credentials/jwks/{id}" + OFF, "okta.apps.manage", Bucket.APP, OktaChanges::keyOff),
                post(
                        SERVICE.replace("{id}", "{serviceId}") + "/credentials/secrets/{id}" + OFF,
                        "okta.oauthIntegrations.manage",
                        Bucket.OTHER,
                        OktaChanges::serviceSecretOff),
                post(
                        "/api/v1/users/{userId}/lifecycle/suspend",
                        "okta.users.manage",
                        Bucket.USER,
                        OktaChanges::suspend),
                post(AGENT + OFF, "okta.aiAgents.manage", Bucket.OTHER, OktaChanges::agentOff),
                post(
                        AGENT + "/credentials/jwks/{id}" + OFF,
                        "okta.aiAgents.manage",
                        Bucket.OTHER,
                        OktaChanges::keyOff));
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
                        ? Response.empty(204)
                        : OktaError.notFound(call.variable("id")));
    }

    private static <T extends Row> Response removeAll(OktaCall call, Class<T> type, Predicate<T> which) {
        call.organization().all(type, which).forEach(row -> call.organization().remove(type, row.id()));
        return Response.empty(204);
    }

    private static Response deactivateApp(OktaCall call) {
        return call.organization()
                .find(App.class, call.variable("appId"))
                .map(app -> {
                    call.organization()
                            .put(new App(app.id(), app.label(), app.kind(), false, app.created(), app.redirectUris()));
                    return Response.json(200, Map.of());
                })
                .orElseGet(() -> OktaError.notFound(call.variable("appId")));
    }

    private static Response secretOff(OktaCall call) {
        boolean only = call.organization()
                        .all(Secret.class, secret -> secret.owner().equals(call.variable("appId")) && secret.active())
                        .size()
                == 1;
        return only
                ? OktaError.invalid("the only active secret of a client cannot be deactivated")
                : serviceSecretOff(call);
    }

    private static Response serviceSecretOff(OktaCall call) {
        return call.organization()
                .find(Secret.class, call.variable("id"))
                .map(secret -> {
                    if (!secret.active()) {
                        return OktaError.invalid("it is inactive already");
                    }
                    Secret off = new Secret(secret.id(), secret.owner(), false, secret.created());
                    call.organization().put(off);
                    return Response.json(200, new OktaShapes(call).secret(off));
                })
                .orElseGet(() -> OktaError.notFound(call.variable("id")));
    }

    private static Response keyOff(OktaCall call) {
        return call.organization()
                .find(SigningKey.class, call.variable("id"))
                .map(key -> {
                    if (!key.active()) {
                        return OktaError.invalid("it is inactive already");
                    }
                    SigningKey off = new SigningKey(key.id(), key.owner(), key.keyId(), false, key.created());
                    call.organization().put(off);
                    return Response.json(200, new OktaShapes(call).key(off));
                })
                .orElseGet(() -> OktaError.notFound(call.variable("id")));
    }

    private static Response suspend(OktaCall call) {
        return call.organization()
                .user(call.variable("userId"))
                .map(person -> {
                    if (!call.organization().statusOf(person).equals("ACTIVE")) {
                        return OktaError.invalid("only active users can be suspended");
                    }
                    call.organization().suspend(person);
                    return Response.json(200, Map.of());
                })
                .orElseGet(() -> OktaError.notFound(call.variable("userId")));
    }

    private static Response agentOff(OktaCall call) {
        return call.organization()
                .find(Agent.class, call.variable("agentId"))
                .map(agent -> {
                    if (!agent.active()) {
                        return OktaError.invalid("it is inactive already");
                    }
                    call.organization().put(new Agent(agent.id(), agent.name(), false, agent.created()));
                    return Response.empty(202);
                })
                .orElseGet(() -> OktaError.notFound(call.variable("agentId")));
    }
}

package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to be called for a removal, looked up as it stands now, so that the plan and the deed decide alike.
 *
 * @param reversible whether an administrator can undo it
 * @param consequences what stops working and what does not
 */
record Revocation(List<Step> steps, List<String> consequences, boolean reversible) {
    private static final String TOKENS_LIVE_ON = "Access tokens that were fetched before work for up to an hour more.";

    Revocation {
        steps = List.copyOf(steps);
        consequences = List.copyOf(consequences);
    }

    /** Empty where Okta has no call for it. */
    static Optional<Revocation> of(OktaApi api, Removal removal, String name) throws ConnectorException {
        return switch (removal) {
            case Removal.ApiToken(String id) -> Optional.of(apiToken(id, name));
            case Removal.AppScopes(String app) -> Optional.of(appScopes(api, app, name));
            case Removal.ClientRole(String client, String role) -> Optional.of(clientRole(client, role, name));
            case Removal.Consent(String user, String client) -> Optional.of(consent(user, client, name));
            case Removal.RefreshToken(String app, String token) -> Optional.of(refreshToken(app, token, name));
            case Removal.AppCredential credential -> Optional.of(appCredential(api, credential, name));
            case Removal.ApiService(String id) -> Optional.of(apiService(id, name));
            case Removal.ApiServiceSecret secret -> Optional.of(apiServiceSecret(api, secret, name));
            case Removal.OktaAccount(String user) -> Optional.of(oktaAccount(api, user, name));
            case Removal.AiAgent(String id) -> Optional.of(aiAgent(api, id, name));
            case Removal.AiAgentKey(String agent, String key) -> Optional.of(aiAgentKey(api, agent, key, name));
            case Removal.None _ -> Optional.empty();
        };
    }

    private static Revocation apiToken(String id, String name) {
        return new Revocation(
                List.of(Step.delete(new OktaApi.Call(
                        OktaScopes.API_TOKENS_MANAGE, OktaLimits.OTHER, OktaApi.path("/api/v1/api-tokens/%s", id)))),
                List.of(
                        "The API token '%s' is deleted: whatever uses it stops working at once.".formatted(name),
                        "Its owner keeps the own rights and can make another."),
                false);
    }

    /** Okta keeps a grant a scope, each to be deleted by itself. */
    private static Revocation appScopes(OktaApi api, String app, String name) throws ConnectorException {
        List<Step> steps = new ArrayList<>();
        for (JsonBody grant : api.all(Apps.below(OktaScopes.APP_GRANTS, "grants", app))) {
            steps.add(Step.delete(Apps.below(OktaScopes.APP_GRANTS_MANAGE, "grants/%s", app, grant.text("id"))));
        }
        return new Revocation(
                steps,
                List.of(
                        "%s loses all %d scopes of Okta's API.".formatted(name, steps.size()),
                        TOKENS_LIVE_ON,
                        "Signing in through the app goes on; an administrator can grant the scopes again."),
                true);
    }

    private static Revocation clientRole(String client, String role, String name) {
        return new Revocation(
                List.of(Step.delete(new OktaApi.Call(
                        OktaScopes.ROLES_MANAGE,
                        OktaLimits.OTHER,
                        OktaApi.path("/oauth2/v1/clients/%s/roles/%s", client, role)))),
                List.of(
                        "%s loses the administrator role: its scopes open only what its other roles allow."
                                .formatted(name),
                        "An administrator can assign the role again."),
                true);
    }

    /** The tokens first: once the consent is gone, nothing would show that they are left. */
    private static Revocation consent(String user, String client, String name) {
        String base = OktaApi.path("/api/v1/users/%s/clients/%s", user, client);
        return new Revocation(
                List.of(
                        Step.delete(new OktaApi.Call(OktaScopes.USERS_MANAGE, OktaLimits.USERS, base + "/tokens")),
                        Step.delete(new OktaApi.Call(OktaScopes.USERS_MANAGE, OktaLimits.USERS, base + "/grants"))),
                List.of(
                        "%s can no longer act for this person: its refresh tokens and the person's consents to it end, for all authorisation servers."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "The person can consent again."),
                false);
    }

    private static Revocation refreshToken(String app, String token, String name) {
        return new Revocation(
                List.of(Step.delete(Apps.below(OktaScopes.APPS_MANAGE, "tokens/%s", app, token))),
                List.of(
                        "%s can no longer renew its access for this person.".formatted(name),
                        TOKENS_LIVE_ON,
                        "The person gets a new token by signing in to the app again; the consent stays."),
                false);
    }

    /** Okta does not deactivate a client's only secret; then the app itself is deactivated, which can be undone too. */
    private static Revocation appCredential(OktaApi api, Removal.AppCredential credential, String name)
            throws ConnectorException {
        boolean others = false;
        boolean active = false;
        String base = "credentials/" + credential.what();
        for (JsonBody row : api.all(Apps.below(OktaScopes.APPS, base, credential.appId()))) {
            active |= isUsable(row) && isCalled(row, credential.id());
            others |= isUsable(row) && !isCalled(row, credential.id());
        }
        if (active && !others) {
            return new Revocation(
                    List.of(Step.post(Apps.below(OktaScopes.APPS_MANAGE, "lifecycle/deactivate", credential.appId()))),
                    List.of(
                            "It is the only one of %s that is active, which Okta does not deactivate alone: the whole app is deactivated."
                                    .formatted(name),
                            "Nobody can sign in through the app, and it gets no more tokens.",
                            TOKENS_LIVE_ON,
                            "An administrator can activate it again."),
                    true);
        }
        return new Revocation(
                deactivation(
                        active,
                        Apps.below(
                                OktaScopes.APPS_MANAGE,
                                base + "/%s/lifecycle/deactivate",
                                credential.appId(),
                                credential.id())),
                List.of(
                        "%s can no longer get tokens with it; its other secrets and keys go on working."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate it again."),
                true);
    }

    private static Revocation apiService(String id, String name) {
        return new Revocation(
                List.of(Step.delete(ApiServicesStream.one(OktaScopes.INTEGRATIONS_MANAGE, "", id))),
                List.of(
                        "The integration %s is removed with its scopes and secrets: the service can no longer reach this organisation."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "To undo it, the integration is added anew and gets another client id."),
                false);
    }

    private static Revocation apiServiceSecret(OktaApi api, Removal.ApiServiceSecret secret, String name)
            throws ConnectorException {
        OktaApi.Call secrets =
                ApiServicesStream.one(OktaScopes.INTEGRATIONS, "/credentials/secrets", secret.serviceId());
        return new Revocation(
                deactivation(
                        isUsable(api.all(secrets), secret.secretId()),
                        ApiServicesStream.one(
                                OktaScopes.INTEGRATIONS_MANAGE,
                                "/credentials/secrets/%s/lifecycle/deactivate",
                                secret.serviceId(),
                                secret.secretId())),
                List.of(
                        "%s can no longer get tokens with this secret.".formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate it again."),
                true);
    }

    private static Revocation oktaAccount(OktaApi api, String user, String name) throws ConnectorException {
        Optional<String> status = api.find(UsersStream.user(user)).flatMap(found -> People.text(found, "status"));
        return new Revocation(
                deactivation(
                        status.isPresent()
                                && !List.of("SUSPENDED", "DEPROVISIONED").contains(status.get()),
                        new OktaApi.Call(
                                OktaScopes.USERS_MANAGE,
                                OktaLimits.USERS,
                                OktaApi.path("/api/v1/users/%s/lifecycle/suspend", user))),
                List.of(
                        "The account %s is suspended: nothing can sign in with it.".formatted(name),
                        "What it is assigned to stays; an administrator can lift the suspension."),
                true);
    }

    private static Revocation aiAgent(OktaApi api, String id, String name) throws ConnectorException {
        Optional<JsonBody> agent = api.find(AiAgentsStream.one(OktaScopes.AI_AGENTS, "", id));
        return new Revocation(
                deactivation(
                        agent.isPresent() && isUsable(agent.get()),
                        AiAgentsStream.one(OktaScopes.AI_AGENTS_MANAGE, "/lifecycle/deactivate", id)),
                List.of(
                        "The AI agent %s is deactivated: it gets no more tokens, for any of its connections."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate it again."),
                true);
    }

    private static Revocation aiAgentKey(OktaApi api, String agent, String key, String name) throws ConnectorException {
        return new Revocation(
                deactivation(
                        isUsable(api.all(AiAgentsStream.one(OktaScopes.AI_AGENTS, "/credentials/jwks", agent)), key),
                        AiAgentsStream.one(
                                OktaScopes.AI_AGENTS_MANAGE, "/credentials/jwks/%s/lifecycle/deactivate", agent, key)),
                List.of(
                        "%s can no longer get tokens with this key.".formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate it again."),
                true);
    }

    /** What is inactive already needs no step: Okta refuses to do it twice. */
    private static List<Step> deactivation(boolean needed, OktaApi.Call call) {
        return needed ? List.of(Step.post(call)) : List.of();
    }

    private static boolean isUsable(List<JsonBody> rows, String id) throws ConnectorException {
        for (JsonBody row : rows) {
            if (isUsable(row) && isCalled(row, id)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsable(JsonBody row) throws ConnectorException {
        return Apps.standing(row.optionalText("status").orElse("")) != Standing.SUSPENDED;
    }

    private static boolean isCalled(JsonBody row, String id) throws ConnectorException {
        return row.optionalText("id").or(() -> People.text(row, "kid")).equals(Optional.of(id));
    }
}

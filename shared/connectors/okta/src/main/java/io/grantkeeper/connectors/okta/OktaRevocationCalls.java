package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that revoke a target. They are derived from the current state, so that the plan and the revocation match.
 *
 * @param reversible whether an administrator can undo the revocation
 * @param consequences what stops working and what does not
 */
record OktaRevocationCalls(List<OktaRevocationCall> steps, List<String> consequences, boolean reversible) {
    private static final String TOKENS_LIVE_ON = "Access tokens that were already issued stay valid for up to an hour.";

    OktaRevocationCalls {
        steps = List.copyOf(steps);
        consequences = List.copyOf(consequences);
    }

    /** Returns the calls, or empty if no call to Okta's API can revoke the target. */
    static Optional<OktaRevocationCalls> of(OktaClient api, OktaRevocationTarget removal, String name)
            throws ConnectorException {
        return switch (removal) {
            case OktaRevocationTarget.ApiToken(String id) -> Optional.of(apiToken(id, name));
            case OktaRevocationTarget.AppScopes(String app) -> Optional.of(appScopes(api, app, name));
            case OktaRevocationTarget.ClientRole(String client, String role) ->
                Optional.of(clientRole(client, role, name));
            case OktaRevocationTarget.Consent(String user, String client) -> Optional.of(consent(user, client, name));
            case OktaRevocationTarget.RefreshToken(String app, String token) ->
                Optional.of(refreshToken(app, token, name));
            case OktaRevocationTarget.AppCredential credential -> Optional.of(appCredential(api, credential, name));
            case OktaRevocationTarget.ApiService(String id) -> Optional.of(apiService(id, name));
            case OktaRevocationTarget.ApiServiceSecret secret -> Optional.of(apiServiceSecret(api, secret, name));
            case OktaRevocationTarget.OktaAccount(String user) -> Optional.of(oktaAccount(api, user, name));
            case OktaRevocationTarget.AiAgent(String id) -> Optional.of(aiAgent(api, id, name));
            case OktaRevocationTarget.AiAgentKey(String agent, String key) ->
                Optional.of(aiAgentKey(api, agent, key, name));
            case OktaRevocationTarget.Unsupported _ -> Optional.empty();
        };
    }

    private static OktaRevocationCalls apiToken(String id, String name) {
        return new OktaRevocationCalls(
                List.of(OktaRevocationCall.delete(new OktaClient.Call(
                        OktaScopes.API_TOKENS_MANAGE,
                        OktaRateLimits.OTHER,
                        OktaClient.path("/api/v1/api-tokens/%s", id)))),
                List.of(
                        "Deletes the API token '%s'. Anything that uses it will stop working immediately."
                                .formatted(name),
                        "The permissions of the token's owner do not change, and the owner can create another token."),
                false);
    }

    /**
     * Returns the calls that delete every grant of the app. Okta stores one grant per scope, and each must be deleted
     * separately.
     */
    private static OktaRevocationCalls appScopes(OktaClient api, String app, String name) throws ConnectorException {
        List<OktaRevocationCall> steps = new ArrayList<>();
        for (JsonNodeReader grant : api.all(OktaAppMapper.subresource(OktaScopes.APP_GRANTS, "grants", app))) {
            steps.add(OktaRevocationCall.delete(
                    OktaAppMapper.subresource(OktaScopes.APP_GRANTS_MANAGE, "grants/%s", app, grant.text("id"))));
        }
        return new OktaRevocationCalls(
                steps,
                List.of(
                        "%s loses all %d scopes of Okta's API.".formatted(name, steps.size()),
                        TOKENS_LIVE_ON,
                        "People can still sign in through the app. An administrator can grant the scopes again."),
                true);
    }

    private static OktaRevocationCalls clientRole(String client, String role, String name) {
        return new OktaRevocationCalls(
                List.of(OktaRevocationCall.delete(new OktaClient.Call(
                        OktaScopes.ROLES_MANAGE,
                        OktaRateLimits.OTHER,
                        OktaClient.path("/oauth2/v1/clients/%s/roles/%s", client, role)))),
                List.of(
                        "%s loses the administrator role. Its scopes then allow only what its other roles permit."
                                .formatted(name),
                        "An administrator can assign the role again."),
                true);
    }

    /**
     * Returns the calls that revoke the refresh tokens first and the consent last. After the consent has ended, no
     * listing would show any tokens that remain.
     */
    private static OktaRevocationCalls consent(String user, String client, String name) {
        String base = OktaClient.path("/api/v1/users/%s/clients/%s", user, client);
        return new OktaRevocationCalls(
                List.of(
                        OktaRevocationCall.delete(
                                new OktaClient.Call(OktaScopes.USERS_MANAGE, OktaRateLimits.USERS, base + "/tokens")),
                        OktaRevocationCall.delete(
                                new OktaClient.Call(OktaScopes.USERS_MANAGE, OktaRateLimits.USERS, base + "/grants"))),
                List.of(
                        "%s can no longer act for this person: its refresh tokens and the person's consents to the app are revoked for all authorization servers."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "The person can consent again."),
                false);
    }

    private static OktaRevocationCalls refreshToken(String app, String token, String name) {
        return new OktaRevocationCalls(
                List.of(OktaRevocationCall.delete(
                        OktaAppMapper.subresource(OktaScopes.APPS_MANAGE, "tokens/%s", app, token))),
                List.of(
                        "%s can no longer renew its access for this person.".formatted(name),
                        TOKENS_LIVE_ON,
                        "The person's consent remains. Signing in to the app again creates a new token."),
                false);
    }

    /**
     * Returns the calls that deactivate a secret or key. Okta does not deactivate a client's only active secret or key,
     * so in that case the app itself is deactivated. Either can be undone.
     */
    private static OktaRevocationCalls appCredential(
            OktaClient api, OktaRevocationTarget.AppCredential credential, String name) throws ConnectorException {
        boolean others = false;
        boolean active = false;
        String base = "credentials/" + credential.what();
        for (JsonNodeReader row : api.all(OktaAppMapper.subresource(OktaScopes.APPS, base, credential.appId()))) {
            active |= isUsable(row) && hasId(row, credential.id());
            others |= isUsable(row) && !hasId(row, credential.id());
        }
        if (active && !others) {
            return new OktaRevocationCalls(
                    List.of(OktaRevocationCall.post(OktaAppMapper.subresource(
                            OktaScopes.APPS_MANAGE, "lifecycle/deactivate", credential.appId()))),
                    List.of(
                            "Deactivates the whole app, because this is the only active credential of %s and Okta does not deactivate it separately."
                                    .formatted(name),
                            "No one can sign in through the app, and it receives no new tokens.",
                            TOKENS_LIVE_ON,
                            "An administrator can activate the app again."),
                    true);
        }
        return new OktaRevocationCalls(
                stepIf(
                        active,
                        OktaAppMapper.subresource(
                                OktaScopes.APPS_MANAGE,
                                base + "/%s/lifecycle/deactivate",
                                credential.appId(),
                                credential.id())),
                List.of(
                        "%s can no longer get tokens with this credential. Its other secrets and keys keep working."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate the credential again."),
                true);
    }

    private static OktaRevocationCalls apiService(String id, String name) {
        return new OktaRevocationCalls(
                List.of(OktaRevocationCall.delete(
                        OktaApiServicesStream.integrationCall(OktaScopes.INTEGRATIONS_MANAGE, "", id))),
                List.of(
                        "Removes the integration '%s' along with its scopes and secrets. The service will no longer be able to access this organization."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "To undo this, add the integration again; it gets another client id."),
                false);
    }

    private static OktaRevocationCalls apiServiceSecret(
            OktaClient api, OktaRevocationTarget.ApiServiceSecret secret, String name) throws ConnectorException {
        OktaClient.Call secrets = OktaApiServicesStream.integrationCall(
                OktaScopes.INTEGRATIONS, "/credentials/secrets", secret.serviceId());
        return new OktaRevocationCalls(
                stepIf(
                        isUsable(api.all(secrets), secret.secretId()),
                        OktaApiServicesStream.integrationCall(
                                OktaScopes.INTEGRATIONS_MANAGE,
                                "/credentials/secrets/%s/lifecycle/deactivate",
                                secret.serviceId(),
                                secret.secretId())),
                List.of(
                        "%s can no longer get tokens with this secret.".formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate the secret again."),
                true);
    }

    private static OktaRevocationCalls oktaAccount(OktaClient api, String user, String name) throws ConnectorException {
        Optional<String> status =
                api.find(OktaUsersStream.user(user)).flatMap(found -> OktaUserMapper.text(found, "status"));
        return new OktaRevocationCalls(
                stepIf(
                        status.isPresent()
                                && !List.of("SUSPENDED", "DEPROVISIONED").contains(status.get()),
                        new OktaClient.Call(
                                OktaScopes.USERS_MANAGE,
                                OktaRateLimits.USERS,
                                OktaClient.path("/api/v1/users/%s/lifecycle/suspend", user))),
                List.of(
                        "Suspends the account '%s'. No one will be able to sign in with it.".formatted(name),
                        "Its assignments remain. An administrator can lift the suspension."),
                true);
    }

    private static OktaRevocationCalls aiAgent(OktaClient api, String id, String name) throws ConnectorException {
        Optional<JsonNodeReader> agent = api.find(OktaAiAgentsStream.agentCall(OktaScopes.AI_AGENTS, "", id));
        return new OktaRevocationCalls(
                stepIf(
                        agent.isPresent() && isUsable(agent.get()),
                        OktaAiAgentsStream.agentCall(OktaScopes.AI_AGENTS_MANAGE, "/lifecycle/deactivate", id)),
                List.of(
                        "Deactivates the AI agent '%s'. It will receive no new tokens for any of its connections."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate the AI agent again."),
                true);
    }

    /** Returns the calls that deactivate an app or an AI agent for the whole organization. */
    static OktaRevocationCalls block(OktaClient api, NonHumanIdentity app) throws ConnectorException {
        String name = app.displayName().text();
        if (app.form().equals(OktaAiAgentsStream.FORM)) {
            return aiAgent(api, app.id().externalId(), name);
        }
        String id = OktaRevocationTarget.appId(app);
        Optional<JsonNodeReader> found = api.find(OktaAppMapper.single(id));
        return new OktaRevocationCalls(
                stepIf(
                        found.isPresent() && isUsable(found.get()),
                        OktaAppMapper.subresource(OktaScopes.APPS_MANAGE, "lifecycle/deactivate", id)),
                List.of(
                        "Deactivates the app %s. No one can sign in through it, and it receives no new tokens."
                                .formatted(name),
                        TOKENS_LIVE_ON,
                        "Its assignments and credentials stay. An administrator can activate the app again."),
                true);
    }

    private static OktaRevocationCalls aiAgentKey(OktaClient api, String agent, String key, String name)
            throws ConnectorException {
        return new OktaRevocationCalls(
                stepIf(
                        isUsable(
                                api.all(OktaAiAgentsStream.agentCall(OktaScopes.AI_AGENTS, "/credentials/jwks", agent)),
                                key),
                        OktaAiAgentsStream.agentCall(
                                OktaScopes.AI_AGENTS_MANAGE, "/credentials/jwks/%s/lifecycle/deactivate", agent, key)),
                List.of(
                        "%s can no longer get tokens with this key.".formatted(name),
                        TOKENS_LIVE_ON,
                        "An administrator can activate the key again."),
                true);
    }

    /**
     * Returns the call, or an empty list if the object is already inactive, because Okta refuses to deactivate it
     * again.
     */
    private static List<OktaRevocationCall> stepIf(boolean needed, OktaClient.Call call) {
        return needed ? List.of(OktaRevocationCall.post(call)) : List.of();
    }

    private static boolean isUsable(List<JsonNodeReader> rows, String id) throws ConnectorException {
        for (JsonNodeReader row : rows) {
            if (isUsable(row) && hasId(row, id)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsable(JsonNodeReader row) throws ConnectorException {
        return OktaAppMapper.providerStatus(row.optionalText("status").orElse("")) != ProviderStatus.SUSPENDED;
    }

    private static boolean hasId(JsonNodeReader row, String id) throws ConnectorException {
        return row.optionalText("id").or(() -> OktaUserMapper.text(row, "kid")).equals(Optional.of(id));
    }
}

package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;

/** What Okta can take away, as its calls name it. */
sealed interface Removal {
    record ApiToken(String id) implements Removal {}

    record AppScopes(String appId) implements Removal {}

    record ClientRole(String clientId, String roleId) implements Removal {}

    record Consent(String userId, String clientId) implements Removal {}

    record RefreshToken(String appId, String tokenId) implements Removal {}

    /** @param what {@code secrets} or {@code jwks}, as paths say it */
    record AppCredential(String appId, String what, String id) implements Removal {}

    record ApiService(String id) implements Removal {}

    record ApiServiceSecret(String serviceId, String secretId) implements Removal {}

    record OktaAccount(String userId) implements Removal {}

    record AiAgent(String id) implements Removal {}

    record AiAgentKey(String agentId, String keyId) implements Removal {}

    /** Nothing that a call exists for. */
    record None(String what) implements Removal {}

    static Removal of(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(NonHumanIdentity holder, Grant grant) -> ofGrant(holder, grant);
            case RevocationTarget.OfCredential(NonHumanIdentity holder, Credential credential) ->
                ofCredential(holder, credential);
        };
    }

    private static Removal ofGrant(NonHumanIdentity holder, Grant grant) {
        String id = holder.id().externalId();
        return switch (holder.form()) {
            case ApiTokensStream.FORM -> new ApiToken(id);
            case ApiServicesStream.FORM -> new ApiService(id);
            case AiAgentsStream.FORM -> new AiAgent(id);
            case Apps.SERVICE, Apps.OIDC -> ofApp(holder, grant);
            default -> new None("a grant of this kind");
        };
    }

    private static Removal ofApp(NonHumanIdentity holder, Grant grant) {
        String appId = appId(holder);
        if (grant.key().startsWith(RefreshTokensStream.KEY)) {
            return new RefreshToken(appId, after(grant.key()));
        }
        if (grant.subject() instanceof GrantSubject.OnePerson(var person)) {
            return new Consent(person.externalId(), holder.id().externalId());
        }
        return grant.key().equals(ScopeGrants.API_SCOPES)
                ? new AppScopes(appId)
                : new ClientRole(holder.id().externalId(), after(grant.key()));
    }

    private static Removal ofCredential(NonHumanIdentity holder, Credential credential) {
        String id = holder.id().externalId();
        boolean secret = credential.key().startsWith(ClientCredentials.SECRET);
        return switch (holder.form()) {
            case ApiTokensStream.FORM -> new ApiToken(id);
            case ApiServicesStream.FORM -> new ApiServiceSecret(id, after(credential.key()));
            case AiAgentsStream.FORM -> new AiAgentKey(id, after(credential.key()));
            case Apps.SERVICE, Apps.OIDC ->
                new AppCredential(appId(holder), secret ? "secrets" : "jwks", after(credential.key()));
            case ServiceAccountsStream.OF_OKTA -> {
                String user = holder.attributes().get(ServiceAccountsStream.OKTA_USER);
                yield user == null
                        ? new None("the password of an account without an Okta user")
                        : new OktaAccount(user);
            }
            default -> new None("the password of an account in another app");
        };
    }

    private static String appId(NonHumanIdentity holder) {
        return holder.attributes().getOrDefault(Apps.APP_ID, holder.id().externalId());
    }

    private static String after(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}

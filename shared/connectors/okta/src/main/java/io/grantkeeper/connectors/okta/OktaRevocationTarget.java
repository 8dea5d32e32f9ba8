package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;

/** The target of a revocation, with the ids that the calls to Okta need. */
sealed interface OktaRevocationTarget {
    record ApiToken(String id) implements OktaRevocationTarget {}

    record AppScopes(String appId) implements OktaRevocationTarget {}

    record ClientRole(String clientId, String roleId) implements OktaRevocationTarget {}

    record Consent(String userId, String clientId) implements OktaRevocationTarget {}

    record RefreshToken(String appId, String tokenId) implements OktaRevocationTarget {}

    /**
     * A secret or key of an app.
     *
     * @param what {@code secrets} or {@code jwks}, as in the path
     */
    record AppCredential(String appId, String what, String id) implements OktaRevocationTarget {}

    record ApiService(String id) implements OktaRevocationTarget {}

    record ApiServiceSecret(String serviceId, String secretId) implements OktaRevocationTarget {}

    record OktaAccount(String userId) implements OktaRevocationTarget {}

    record AiAgent(String id) implements OktaRevocationTarget {}

    record AiAgentKey(String agentId, String keyId) implements OktaRevocationTarget {}

    /** A target that no API call can revoke. */
    record Unsupported(String what) implements OktaRevocationTarget {}

    static OktaRevocationTarget of(RevocationTarget target) {
        return target.map(OktaRevocationTarget::ofGrant, OktaRevocationTarget::ofCredential);
    }

    private static OktaRevocationTarget ofGrant(NonHumanIdentity identity, Grant grant) {
        String id = identity.id().externalId();
        return switch (identity.form()) {
            case OktaApiTokensStream.FORM -> new ApiToken(id);
            case OktaApiServicesStream.FORM -> new ApiService(id);
            case OktaAiAgentsStream.FORM -> new AiAgent(id);
            case OktaAppMapper.SERVICE, OktaAppMapper.OIDC -> ofApp(identity, grant);
            default -> new Unsupported("a grant of this type");
        };
    }

    private static OktaRevocationTarget ofApp(NonHumanIdentity identity, Grant grant) {
        String appId = appId(identity);
        if (grant.key().startsWith(OktaRefreshTokensStream.KEY)) {
            return new RefreshToken(appId, idIn(grant.key()));
        }
        if (grant.subject() instanceof GrantSubject.OnePerson(var person)) {
            return new Consent(person.externalId(), identity.id().externalId());
        }
        return grant.key().equals(OktaScopeGrants.API_SCOPES)
                ? new AppScopes(appId)
                : new ClientRole(identity.id().externalId(), idIn(grant.key()));
    }

    private static OktaRevocationTarget ofCredential(NonHumanIdentity identity, Credential credential) {
        String id = identity.id().externalId();
        boolean secret = credential.key().startsWith(OktaClientCredentialMapper.SECRET);
        return switch (identity.form()) {
            case OktaApiTokensStream.FORM -> new ApiToken(id);
            case OktaApiServicesStream.FORM -> new ApiServiceSecret(id, idIn(credential.key()));
            case OktaAiAgentsStream.FORM -> new AiAgentKey(id, idIn(credential.key()));
            case OktaAppMapper.SERVICE, OktaAppMapper.OIDC ->
                new AppCredential(appId(identity), secret ? "secrets" : "jwks", idIn(credential.key()));
            case OktaServiceAccountsStream.OF_OKTA -> {
                String user = identity.attributes().get(OktaServiceAccountsStream.OKTA_USER);
                yield user == null
                        ? new Unsupported("the password of an account without an Okta user")
                        : new OktaAccount(user);
            }
            default -> new Unsupported("the password of an account in another app");
        };
    }

    static String appId(NonHumanIdentity identity) {
        return identity.attributes()
                .getOrDefault(OktaAppMapper.APP_ID, identity.id().externalId());
    }

    private static String idIn(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;

/** The target of a revocation, with the values that the Google calls need. */
sealed interface GoogleRevocationTarget {
    record Consent(String user, String clientId, String app, boolean anonymous) implements GoogleRevocationTarget {}

    record AppPassword(String user, String codeId, String name) implements GoogleRevocationTarget {}

    record AccountKey(NonHumanIdentity account, String keyId) implements GoogleRevocationTarget {}

    /** A target that no API call can revoke. */
    record Unsupported(String what, String app) implements GoogleRevocationTarget {}

    static GoogleRevocationTarget of(RevocationTarget target) {
        return target.map(GoogleRevocationTarget::ofGrant, GoogleRevocationTarget::ofCredential);
    }

    private static GoogleRevocationTarget ofGrant(NonHumanIdentity identity, Grant grant) {
        if (identity.id().kind() == IdentityKind.OAUTH_CLIENT
                && grant.subject() instanceof GrantSubject.OnePerson(PersonId person)) {
            boolean anonymous = "true".equals(identity.attributes().get(GoogleTokensStream.ANONYMOUS));
            return new Consent(
                    person.externalId(),
                    identity.id().externalId(),
                    identity.displayName().text(),
                    anonymous);
        }
        return new Unsupported(
                "a grant for the whole tenant", identity.displayName().text());
    }

    private static GoogleRevocationTarget ofCredential(NonHumanIdentity identity, Credential credential) {
        if (identity.form().equals(GoogleAppPasswordsStream.FORM)) {
            String id = identity.id().externalId();
            String user = GooglePerUserStream.beforeSlash(id);
            return new AppPassword(
                    user,
                    id.substring(Math.min(id.length(), user.length() + 1)),
                    identity.displayName().text());
        }
        if (identity.form().equals(GoogleServiceAccountReader.FORM)) {
            return new AccountKey(identity, credential.key());
        }
        return new Unsupported(
                "the secret of an OAuth client", identity.displayName().text());
    }
}

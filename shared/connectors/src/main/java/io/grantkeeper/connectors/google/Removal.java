package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;

/** What Google can take away, as its calls name it. */
sealed interface Removal {
    record Consent(String user, String clientId, String app, boolean anonymous) implements Removal {}

    record AppPassword(String user, String codeId, String name) implements Removal {}

    record AccountKey(NonHumanIdentity account, String keyId) implements Removal {}

    /** Nothing that a call exists for. */
    record None(String what, String app) implements Removal {}

    static Removal of(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(NonHumanIdentity holder, Grant grant) -> ofGrant(holder, grant);
            case RevocationTarget.OfCredential(NonHumanIdentity holder, Credential credential) ->
                ofCredential(holder, credential);
        };
    }

    private static Removal ofGrant(NonHumanIdentity holder, Grant grant) {
        if (holder.id().kind() == IdentityKind.OAUTH_CLIENT
                && grant.subject() instanceof GrantSubject.OnePerson(PersonId person)) {
            boolean anonymous = "true".equals(holder.attributes().get(TokensStream.ANONYMOUS));
            return new Consent(person.externalId(), holder.id().externalId(), holder.displayName(), anonymous);
        }
        return new None("a grant for the whole tenant", holder.displayName());
    }

    private static Removal ofCredential(NonHumanIdentity holder, Credential credential) {
        if (holder.form().equals(AppPasswordsStream.FORM)) {
            String id = holder.id().externalId();
            String user = PerUserStream.beforeSlash(id);
            return new AppPassword(user, id.substring(Math.min(id.length(), user.length() + 1)), holder.displayName());
        }
        if (holder.form().equals(ServiceAccounts.FORM)) {
            return new AccountKey(holder, credential.key());
        }
        return new None("the secret of an OAuth client", holder.displayName());
    }
}

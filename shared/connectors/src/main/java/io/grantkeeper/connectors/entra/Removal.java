package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import java.util.Optional;
import java.util.SortedSet;

/** What Graph can take away, as its calls name it. */
sealed interface Removal {
    String app();

    /** Scopes of a delegated grant: all of them end the grant, some of them shrink it. */
    record Consent(String app, String grantId, SortedSet<String> scopes) implements Removal {}

    /** Roles at one resource. */
    record Roles(String app, String principalId, String resourceId, SortedSet<String> names) implements Removal {}

    /** @param collection where it lies: {@code applications} or {@code servicePrincipals} */
    record Password(String app, String collection, String objectId, String keyId, String hint) implements Removal {}

    record Federated(String app, String applicationId, String credentialId, String hint) implements Removal {}

    /** What cannot be taken away by itself without more rights than are wise: the app as a whole is stopped. */
    record Disabling(String app, String principalId, String what) implements Removal {}

    /** Nothing that a call exists for. */
    record None(String app, String what) implements Removal {}

    static Removal of(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(NonHumanIdentity holder, Grant grant) -> ofGrant(holder, grant);
            case RevocationTarget.OfCredential(NonHumanIdentity holder, Credential credential) ->
                ofCredential(holder, credential);
        };
    }

    private static Removal ofGrant(NonHumanIdentity holder, Grant grant) {
        String app = holder.displayName();
        if (grant.permissionKind() == PermissionKind.DELEGATED) {
            return new Consent(app, grant.key(), grant.scopes());
        }
        Optional<String> principal = attribute(holder, Identities.OBJECT_ID);
        if (grant.permissionKind() == PermissionKind.APPLICATION
                && grant.key().startsWith(AppRolesStream.KEY)
                && principal.isPresent()) {
            return new Roles(app, principal.get(), grant.key().substring(AppRolesStream.KEY.length()), grant.scopes());
        }
        return new None(app, "a grant of this sort");
    }

    private static Removal ofCredential(NonHumanIdentity holder, Credential credential) {
        String app = holder.displayName();
        String key = credential.key();
        Optional<String> principal = attribute(holder, Identities.OBJECT_ID);
        Optional<String> registration = attribute(holder, Identities.APPLICATION_OBJECT_ID);
        if (key.startsWith(Credentials.FEDERATED) && registration.isPresent()) {
            return new Federated(
                    app, registration.get(), key.substring(Credentials.FEDERATED.length()), credential.hint());
        }
        if (credential.type() == CredentialType.SECRET) {
            if (key.startsWith(Credentials.ON_PRINCIPAL) && principal.isPresent()) {
                return new Password(
                        app,
                        "servicePrincipals",
                        principal.get(),
                        key.substring(Credentials.ON_PRINCIPAL.length()),
                        credential.hint());
            }
            if (registration.isPresent()) {
                return new Password(app, "applications", registration.get(), key, credential.hint());
            }
        }
        String what = credential.type() == CredentialType.CERTIFICATE ? "a certificate" : "the use of a blueprint";
        return principal.<Removal>map(id -> new Disabling(app, id, what)).orElseGet(() -> new None(app, what));
    }

    private static Optional<String> attribute(NonHumanIdentity holder, String name) {
        return Optional.ofNullable(holder.attributes().get(name));
    }
}

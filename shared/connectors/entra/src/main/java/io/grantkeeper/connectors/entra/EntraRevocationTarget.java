package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import java.util.Optional;
import java.util.SortedSet;

/** The target of a revocation, with the values that the Graph calls need. */
sealed interface EntraRevocationTarget {
    String app();

    /** Scopes to remove from a delegated grant. Removing all of them ends the grant. */
    record Consent(String app, String grantId, SortedSet<String> scopes) implements EntraRevocationTarget {}

    /** App roles for one resource that are to be removed from an app. */
    record Roles(String app, String principalId, String resourceId, SortedSet<String> names)
            implements EntraRevocationTarget {}

    /**
     * A secret to remove.
     *
     * @param collection the collection that contains the object: {@code applications} or {@code servicePrincipals}
     */
    record Password(String app, String collection, String objectId, String keyId, String hint)
            implements EntraRevocationTarget {}

    record Federated(String app, String applicationId, String credentialId, String hint)
            implements EntraRevocationTarget {}

    /**
     * A target that is revoked by disabling the whole app, because removing only the target would require excessive
     * permissions.
     */
    record DisableApp(String app, String principalId, String what) implements EntraRevocationTarget {}

    /**
     * A directory role of an app. Grantkeeper cannot remove it, because a permission to do so would let Grantkeeper
     * give itself any role.
     */
    record DirectoryRole(String app, String role) implements EntraRevocationTarget {}

    /** A target that no API call can revoke. */
    record Unsupported(String app, String what) implements EntraRevocationTarget {}

    static EntraRevocationTarget of(RevocationTarget target) {
        return target.map(EntraRevocationTarget::ofGrant, EntraRevocationTarget::ofCredential);
    }

    private static EntraRevocationTarget ofGrant(NonHumanIdentity identity, Grant grant) {
        String app = identity.displayName().text();
        if (grant.permissionKind() == PermissionKind.DELEGATED) {
            return new Consent(app, grant.key(), grant.scopes());
        }
        Optional<String> principal = attribute(identity, EntraIds.OBJECT_ID);
        if (grant.permissionKind() == PermissionKind.APPLICATION
                && grant.key().startsWith(EntraAppRolesStream.KEY)
                && principal.isPresent()) {
            return new Roles(
                    app, principal.get(), grant.key().substring(EntraAppRolesStream.KEY.length()), grant.scopes());
        }
        if (grant.key().startsWith(EntraDirectoryRolesStream.KEY)) {
            return new DirectoryRole(
                    app, String.join(", ", grant.scopes()).replace(EntraDirectoryRolesStream.ROLE_PREFIX, ""));
        }
        return new Unsupported(app, "a grant of this type");
    }

    private static EntraRevocationTarget ofCredential(NonHumanIdentity identity, Credential credential) {
        String app = identity.displayName().text();
        String key = credential.key();
        Optional<String> principal = attribute(identity, EntraIds.OBJECT_ID);
        Optional<String> registration = attribute(identity, EntraIds.APPLICATION_OBJECT_ID);
        if (key.startsWith(EntraCredentialMapper.FEDERATED) && registration.isPresent()) {
            return new Federated(
                    app,
                    registration.get(),
                    key.substring(EntraCredentialMapper.FEDERATED.length()),
                    credential.hint());
        }
        if (credential.type() == CredentialType.SECRET) {
            if (key.startsWith(EntraCredentialMapper.ON_PRINCIPAL) && principal.isPresent()) {
                return new Password(
                        app,
                        "servicePrincipals",
                        principal.get(),
                        key.substring(EntraCredentialMapper.ON_PRINCIPAL.length()),
                        credential.hint());
            }
            if (registration.isPresent()) {
                return new Password(app, "applications", registration.get(), key, credential.hint());
            }
        }
        String what = credential.type() == CredentialType.CERTIFICATE ? "a certificate" : "the use of a blueprint";
        return principal
                .<EntraRevocationTarget>map(id -> new DisableApp(app, id, what))
                .orElseGet(() -> new Unsupported(app, what));
    }

    private static Optional<String> attribute(NonHumanIdentity identity, String name) {
        return Optional.ofNullable(identity.attributes().get(name));
    }
}

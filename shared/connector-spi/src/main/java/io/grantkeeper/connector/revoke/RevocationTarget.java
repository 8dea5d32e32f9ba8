package io.grantkeeper.connector.revoke;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.function.BiFunction;

/** The access to revoke: a grant or a credential of an identity. */
public sealed interface RevocationTarget {
    NonHumanIdentity holder();

    record GrantTarget(NonHumanIdentity holder, Grant grant) implements RevocationTarget {}

    record CredentialTarget(NonHumanIdentity holder, Credential credential) implements RevocationTarget {}

    /** Returns the result of the function for the target's type. */
    default <T> T map(
            BiFunction<NonHumanIdentity, Grant, T> ofGrant, BiFunction<NonHumanIdentity, Credential, T> ofCredential) {
        return switch (this) {
            case GrantTarget(NonHumanIdentity identity, Grant grant) -> ofGrant.apply(identity, grant);
            case CredentialTarget(NonHumanIdentity identity, Credential credential) ->
                ofCredential.apply(identity, credential);
        };
    }
}

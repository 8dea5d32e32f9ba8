package io.grantkeeper.connector.revoke;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import java.util.Optional;
import java.util.function.BiFunction;

/** The access to revoke: a grant or a credential of an identity. */
public sealed interface RevocationTarget {
    NonHumanIdentity holder();

    record GrantTarget(NonHumanIdentity holder, Grant grant) implements RevocationTarget {}

    record CredentialTarget(NonHumanIdentity holder, Credential credential) implements RevocationTarget {}

    /** Returns the access that a row of a listing describes, or empty if it describes none. */
    static Optional<RevocationTarget> of(AccessObservation observation) {
        return switch (observation) {
            case AccessObservation.GrantObserved(NonHumanIdentity identity, Grant grant) ->
                Optional.of(new GrantTarget(identity, grant));
            case AccessObservation.CredentialObserved(NonHumanIdentity identity, Credential credential) ->
                Optional.of(new CredentialTarget(identity, credential));
            case AccessObservation.IdentityObserved _,
                    AccessObservation.PersonObserved _,
                    AccessObservation.EventObserved _,
                    AccessObservation.UsageObserved _ -> Optional.empty();
        };
    }

    /** Returns the key of the row that stores the access. */
    default RowKey key() {
        return switch (this) {
            case GrantTarget(NonHumanIdentity identity, Grant grant) -> RowKey.grant(identity.id(), grant.key());
            case CredentialTarget(NonHumanIdentity identity, Credential credential) ->
                RowKey.credential(identity.id(), credential.key());
        };
    }

    /** Applies the function for the target's type, a grant or a credential, and returns its result. */
    default <T> T map(
            BiFunction<NonHumanIdentity, Grant, T> ofGrant, BiFunction<NonHumanIdentity, Credential, T> ofCredential) {
        return switch (this) {
            case GrantTarget(NonHumanIdentity identity, Grant grant) -> ofGrant.apply(identity, grant);
            case CredentialTarget(NonHumanIdentity identity, Credential credential) ->
                ofCredential.apply(identity, credential);
        };
    }
}

package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.store.Stored;
import java.util.Optional;

/** One stored row before and after a write. */
public sealed interface Change {
    record OfIdentity(Optional<Stored<NonHumanIdentity>> before, Stored<NonHumanIdentity> after) implements Change {}

    record OfGrant(Optional<Stored<Grant>> before, Stored<Grant> after) implements Change {}

    record OfCredential(Optional<Stored<Credential>> before, Stored<Credential> after) implements Change {}
}

package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.Optional;

/** A stored row before and after a write. */
public sealed interface RowChange {
    record OfIdentity(Optional<StoredRecord<NonHumanIdentity>> before, StoredRecord<NonHumanIdentity> after)
            implements RowChange {}

    record OfGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after) implements RowChange {}

    record OfCredential(Optional<StoredRecord<Credential>> before, StoredRecord<Credential> after)
            implements RowChange {}
}

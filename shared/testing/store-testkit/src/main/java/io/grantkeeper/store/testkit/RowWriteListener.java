package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.Optional;

/** Receives each write of a row in the order of the writes, as the DynamoDB stream of Grantkeeper's table does. */
@FunctionalInterface
public interface RowWriteListener {
    /**
     * Receives one write.
     *
     * @param before the row before the write; empty if there was none
     */
    void written(TenantId tenant, RowKey key, Optional<StoredRecord<?>> before, StoredRecord<?> after);
}

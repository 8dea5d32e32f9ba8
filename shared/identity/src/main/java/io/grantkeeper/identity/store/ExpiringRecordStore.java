package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores short-lived records of the console: sessions, sign-ins in progress, one-time links, and the responses to
 * writes that a client may repeat. A record that has expired counts as nonexistent, even if it is still stored.
 */
public interface ExpiringRecordStore {
    /** Stores a record and replaces any record with the same key. */
    void put(TenantId tenant, String scope, String key, String text, Instant expires);

    /**
     * Stores a record unless one with the same key exists.
     *
     * @return whether the record was stored
     */
    boolean putNew(TenantId tenant, String scope, String key, String text, Instant now, Instant expires);

    /**
     * Changes a record if it still exists. A record that {@link #take} has deleted is not restored.
     *
     * @return whether the record existed
     */
    boolean replace(TenantId tenant, String scope, String key, String text, Instant expires, Instant now);

    Optional<String> find(TenantId tenant, String scope, String key, Instant now);

    /** Returns a record and deletes it. Of several concurrent callers, only one receives it. */
    Optional<String> take(TenantId tenant, String scope, String key, Instant now);
}

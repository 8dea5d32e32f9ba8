package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * Stores the facts from which paths are derived, in one place per tenant, so that a change to one row can be examined
 * together with the facts of all other rows, without reading the whole inventory. The facts are derived from the rows
 * of {@link AccessStore} and can be derived again at any time.
 */
public interface PathFactStore {
    /** Returns the latest version of a row; empty if none is stored. */
    Optional<PathFactRow> find(TenantId tenant, String key);

    /** Returns the latest version of all rows of a tenant, ordered by key. */
    List<PathFactRow> all(TenantId tenant);

    /**
     * Saves a row.
     *
     * @param row the row, with the version that was read
     * @return the row as stored
     * @throws ConcurrentWriteException if the stored version differs
     */
    PathFactRow save(TenantId tenant, PathFactRow row);
}

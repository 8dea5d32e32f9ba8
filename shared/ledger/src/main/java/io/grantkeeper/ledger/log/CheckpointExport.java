package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Exports checkpoints to a location where the operators of the log cannot change them. */
public interface CheckpointExport {
    /** Exports one checkpoint. The operation is idempotent. */
    void export(TenantId tenant, long size, String note);

    /**
     * An exported checkpoint as it is stored.
     *
     * @param size the size under which the checkpoint is stored
     */
    record Exported(long size, String note) {}

    /**
     * Returns the largest exported checkpoint; empty if there is none. It is compared with the log before the log is
     * signed again. This detects a log that was rolled back together with its own record of exports. Comparing only the
     * largest checkpoint is enough, because it was itself compared with the previous one.
     *
     * @param fromSize the size from which the search starts: the last one that the log records as exported. If the
     *     largest checkpoint is smaller than this, it is still found
     */
    Optional<Exported> largest(TenantId tenant, long fromSize);

    /**
     * Returns whether an export location is configured. If not, the log records nothing as exported, so that a location
     * that is configured later receives all checkpoints.
     */
    default boolean isConfigured() {
        return true;
    }

    /** Returns an instance that exports nothing, because no location is configured. */
    static CheckpointExport none() {
        return new CheckpointExport() {
            @Override
            public void export(TenantId tenant, long size, String note) {}

            @Override
            public Optional<Exported> largest(TenantId tenant, long fromSize) {
                return Optional.empty();
            }

            @Override
            public boolean isConfigured() {
                return false;
            }
        };
    }
}

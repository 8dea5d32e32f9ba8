package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import java.util.List;

/** Exports checkpoints to a location where the operators of the log cannot change them. */
@FunctionalInterface
public interface CheckpointExport {
    /** Exports one checkpoint. The operation is idempotent. */
    void export(TenantId tenant, long size, String note);

    /**
     * Returns exported checkpoints of at least the given size, smallest first: the largest one, and possibly others.
     * They are compared with the log before it is signed again. This detects a log that was rolled back together with
     * its own record of the exports.
     *
     * @param fromSize the minimum size; if no exported checkpoint is this large, all of them are returned
     */
    default List<String> exported(TenantId tenant, long fromSize) {
        return List.of();
    }

    static CheckpointExport none() {
        return (_, _, _) -> {};
    }
}

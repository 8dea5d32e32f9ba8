package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;

/** Exports checkpoints to a location where the operators of the log cannot change them. */
@FunctionalInterface
public interface CheckpointExport {
    /** Exports one checkpoint. The operation is idempotent. */
    void export(TenantId tenant, long size, String note);

    static CheckpointExport none() {
        return (_, _, _) -> {};
    }
}

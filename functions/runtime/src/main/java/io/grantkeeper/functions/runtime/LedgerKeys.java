package io.grantkeeper.functions.runtime;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.note.TrustedKeys;

/** The public keys that verify a tenant's ledger. A function that has only this port cannot sign. */
@FunctionalInterface
public interface LedgerKeys {
    /** Returns the public keys of the log and of its witnesses. */
    TrustedKeys of(TenantId tenant);
}

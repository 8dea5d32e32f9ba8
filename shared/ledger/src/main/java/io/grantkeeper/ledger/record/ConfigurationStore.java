package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Stores the last configuration recorded in the ledger. */
public interface ConfigurationStore {
    /**
     * A recorded configuration.
     *
     * @param number the number of configurations recorded before it
     * @param digest the salted digest of the entire configuration, as in the ledger
     * @param document the digest of the source text according to {@link io.grantkeeper.ledger.entry.EntryEvidence#digest}.
     *     The same text is the same configuration, so nothing else must be read to detect that. Empty if only the other
     *     digest is known
     */
    record RecordedConfiguration(long number, String digest, String document) {}

    Optional<RecordedConfiguration> last(TenantId tenant);

    /**
     * Stores the next configuration unless another one with the same or a later number is stored. The last one may be
     * stored again with another text.
     *
     * @return whether it is now the last one
     */
    boolean save(TenantId tenant, RecordedConfiguration next);
}

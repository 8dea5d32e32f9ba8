package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Stores the last configuration recorded in the ledger. */
public interface ConfigurationStore {
    /**
     * A recorded configuration.
     *
     * @param number the number of configurations recorded before this one
     * @param digest the salted digest of the entire configuration, as in the ledger
     * @param document the digest of the source text according to {@link
     *     io.grantkeeper.ledger.entry.EntryEvidence#digest}; if the text has not changed, the configuration has not
     *     changed either, so it need not be parsed. Empty if only {@code digest} is known
     */
    record RecordedConfiguration(long number, String digest, String document) {}

    Optional<RecordedConfiguration> last(TenantId tenant);

    /**
     * Stores the next configuration unless another one with the same or a higher number is already stored. The last
     * configuration may be stored again with a different source text.
     *
     * @return whether {@code next} is now the last configuration
     */
    boolean save(TenantId tenant, RecordedConfiguration next);
}

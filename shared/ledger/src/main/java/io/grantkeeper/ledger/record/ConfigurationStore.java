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
     * @param document the digest of the source text, in the format of {@link
     *     io.grantkeeper.ledger.entry.EntryEvidence#digest}; an empty string if only {@code digest} is known. If this
     *     digest has not changed, neither has the configuration, so the text need not be parsed
     */
    record RecordedConfiguration(long number, String digest, String document) {}

    Optional<RecordedConfiguration> last(TenantId tenant);

    /**
     * Stores the next configuration, unless one with a higher number, or a different one with the same number, is
     * already stored. The last configuration may be stored again with a different source text.
     *
     * @return whether {@code next} is now the last configuration
     */
    boolean save(TenantId tenant, RecordedConfiguration next);
}

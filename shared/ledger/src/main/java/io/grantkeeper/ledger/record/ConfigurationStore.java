package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Remembers which configuration was told to the ledger last. */
public interface ConfigurationStore {
    /**
     * A configuration that was in force.
     *
     * @param number how many were told before it
     * @param digest of all of it, salted, as the ledger has it
     * @param document the digest of the text it was read from, as {@link io.grantkeeper.ledger.entry.Evidence#digest} gives
     *     it: the same text is the same configuration, and nothing else has to be read to know that. Empty where only the
     *     other is known
     */
    record Told(long number, String digest, String document) {}

    Optional<Told> last(TenantId tenant);

    /**
     * Remembers the next one, unless somebody else has remembered another of that number or a later one. The last may be
     * remembered again, with another text.
     *
     * @return whether it is the last now
     */
    boolean tell(TenantId tenant, Told next);
}

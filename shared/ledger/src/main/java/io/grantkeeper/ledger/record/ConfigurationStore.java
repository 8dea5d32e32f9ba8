package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Remembers which configuration was told to the ledger last. */
public interface ConfigurationStore {
    /**
     * A configuration that was in force.
     *
     * @param number how many were told before it
     * @param digest of all of it
     */
    record Told(long number, String digest) {}

    Optional<Told> last(TenantId tenant);

    /**
     * Remembers the next one, unless somebody else has remembered one of that number or a later one.
     *
     * @return whether it is the last now
     */
    boolean tell(TenantId tenant, Told next);
}

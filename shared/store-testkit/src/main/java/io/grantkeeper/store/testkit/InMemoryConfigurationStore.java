package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.record.ConfigurationStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the last configuration in memory. */
public final class InMemoryConfigurationStore implements ConfigurationStore {
    private final Map<TenantId, Told> last = new HashMap<>();

    @Override
    public synchronized Optional<Told> last(TenantId tenant) {
        return Optional.ofNullable(last.get(tenant));
    }

    @Override
    public synchronized boolean tell(TenantId tenant, Told next) {
        Told known = last.get(tenant);
        boolean isNext = known == null
                || known.number() < next.number()
                || (known.number() == next.number() && known.digest().equals(next.digest()));
        if (isNext) {
            last.put(tenant, next);
        }
        return isNext;
    }
}

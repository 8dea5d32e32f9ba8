package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.record.ConfigurationStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code ConfigurationStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryConfigurationStore implements ConfigurationStore {
    private final Map<TenantId, RecordedConfiguration> last = new HashMap<>();

    @Override
    public synchronized Optional<RecordedConfiguration> last(TenantId tenant) {
        return Optional.ofNullable(last.get(tenant));
    }

    @Override
    public synchronized boolean save(TenantId tenant, RecordedConfiguration next) {
        RecordedConfiguration known = last.get(tenant);
        boolean isNext = known == null
                || known.number() < next.number()
                || (known.number() == next.number() && known.digest().equals(next.digest()));
        if (isNext) {
            last.put(tenant, next);
        }
        return isNext;
    }
}

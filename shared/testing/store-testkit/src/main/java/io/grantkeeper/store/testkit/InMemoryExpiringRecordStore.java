package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An {@code ExpiringRecordStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryExpiringRecordStore implements ExpiringRecordStore {
    private final Map<Key, Stored> records = new HashMap<>();

    private record Key(TenantId tenant, String scope, String key) {}

    private record Stored(String text, Instant expires) {}

    @Override
    public synchronized void put(TenantId tenant, String scope, String key, String text, Instant expires) {
        records.put(new Key(tenant, scope, key), new Stored(text, expires));
    }

    @Override
    public synchronized boolean putNew(
            TenantId tenant, String scope, String key, String text, Instant now, Instant expires) {
        boolean isNew = find(tenant, scope, key, now).isEmpty();
        if (isNew) {
            put(tenant, scope, key, text, expires);
        }
        return isNew;
    }

    @Override
    public synchronized boolean replace(
            TenantId tenant, String scope, String key, String text, Instant expires, Instant now) {
        boolean exists = find(tenant, scope, key, now).isPresent();
        if (exists) {
            put(tenant, scope, key, text, expires);
        }
        return exists;
    }

    @Override
    public synchronized Optional<String> find(TenantId tenant, String scope, String key, Instant now) {
        return Optional.ofNullable(records.get(new Key(tenant, scope, key)))
                .filter(stored -> stored.expires().isAfter(now))
                .map(Stored::text);
    }

    @Override
    public synchronized Optional<String> take(TenantId tenant, String scope, String key, Instant now) {
        Optional<String> found = find(tenant, scope, key, now);
        records.remove(new Key(tenant, scope, key));
        return found;
    }

    /** Returns the text of all records, for tests that search it for secrets. */
    public synchronized java.util.List<String> texts() {
        return records.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().text())
                .toList();
    }
}

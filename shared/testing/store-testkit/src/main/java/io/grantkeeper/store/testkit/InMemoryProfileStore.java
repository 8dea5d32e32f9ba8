package io.grantkeeper.store.testkit;

import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@code ProfileStore} that keeps profiles in memory in their stored form, so that it loses the same information as
 * the DynamoDB implementation.
 */
public final class InMemoryProfileStore implements ProfileStore {
    private final TenantRows<ProfileKey, Item> profiles = new TenantRows<>();

    /** The stored form of a profile. */
    private static final class Item {
        private final byte[] bytes;
        private final long version;

        private Item(byte[] bytes, long version) {
            this.bytes = bytes;
            this.version = version;
        }
    }

    @Override
    public synchronized Map<ProfileKey, Versioned> load(TenantId tenant, Collection<ProfileKey> keys) {
        Map<ProfileKey, Versioned> found = new HashMap<>();
        keys.forEach(key -> profiles.find(tenant, key)
                .ifPresent(item -> found.put(key, new Versioned(ProfileCodec.decode(item.bytes), item.version))));
        return found;
    }

    @Override
    public synchronized boolean save(TenantId tenant, ProfileKey key, StoredProfile profile, long version) {
        long stored = profiles.find(tenant, key).map(item -> item.version).orElse(0L);
        if (stored != version) {
            return false;
        }
        profiles.put(tenant, key, new Item(ProfileCodec.encode(profile, key.limit()), version + 1));
        return true;
    }
}

package io.grantkeeper.behavior.store;

import io.grantkeeper.identity.TenantId;
import java.util.Collection;
import java.util.Map;

/** Stores profiles. A profile is read once and written once for each batch of activities. */
public interface ProfileStore {
    /**
     * A profile with the version of its item.
     *
     * @param version 0 if nothing is stored
     */
    record Versioned(StoredProfile profile, long version) {
        public static final Versioned NONE = new Versioned(StoredProfile.EMPTY, 0);
    }

    /** Returns the stored profiles with these keys. The reads are strongly consistent. */
    Map<ProfileKey, Versioned> load(TenantId tenant, Collection<ProfileKey> keys);

    /**
     * Saves a profile if the stored profile has the version that was read.
     *
     * @return whether the profile was saved; false if another worker saved one first
     */
    boolean save(TenantId tenant, ProfileKey key, StoredProfile profile, long version);

    /**
     * Saves a profile. If another worker saved one first, merges the two, so that neither is lost.
     *
     * @param version the version that was read before
     */
    default void merge(TenantId tenant, ProfileKey key, StoredProfile profile, long version) {
        StoredProfile merged = profile;
        long expected = version;
        for (int attempt = 0; !save(tenant, key, merged, expected); attempt++) {
            if (attempt >= 50) {
                throw new io.grantkeeper.identity.store.ConcurrentWriteException("the profile of " + key);
            }
            Versioned stored = load(tenant, java.util.List.of(key)).getOrDefault(key, Versioned.NONE);
            merged = stored.profile().merge(profile);
            expected = stored.version();
        }
    }
}

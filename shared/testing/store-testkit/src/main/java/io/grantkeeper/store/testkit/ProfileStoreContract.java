package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.ProfileStore.Versioned;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import io.grantkeeper.identity.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ProfileStore} must pass. */
@DisplayName("A profile store")
public abstract class ProfileStoreContract {
    private static final ProfileKey SYNC = new ProfileKey(ProfileKey.Kind.IDENTITY, "okta-acme", "app/0oa1");

    private final TenantId tenant = freshTenant();

    protected abstract ProfileStore store();

    private static StoredProfile networks(long... keys) {
        StoredProfile.Builder profile = StoredProfile.builder();
        for (long key : keys) {
            profile.add(ProfileSection.NETWORKS, key, ProfileValue.of("AS" + key, 20_700 + key, 1, -20_600));
        }
        return profile.build();
    }

    private Versioned stored() {
        return store().load(tenant, List.of(SYNC)).getOrDefault(SYNC, Versioned.NONE);
    }

    @Test
    void returnsSavedProfileToItsTenantOnly() {
        assertThat(stored()).isEqualTo(Versioned.NONE);
        assertThat(store().save(tenant, SYNC, networks(1, 2), 0)).isTrue();
        assertThat(stored()).isEqualTo(new Versioned(networks(1, 2), 1));
        assertThat(store().load(freshTenant(), List.of(SYNC))).isEmpty();
        assertThat(store().load(tenant, List.of(ProfileKey.connection("okta-acme"))))
                .isEmpty();
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        assertThat(store().save(tenant, SYNC, networks(1), 0)).isTrue();
        assertThat(store().save(tenant, SYNC, networks(2), 0)).isFalse();
        assertThat(store().save(tenant, SYNC, networks(3), 7)).isFalse();
        assertThat(store().save(tenant, SYNC, networks(1, 2), 1)).isTrue();
        assertThat(stored()).isEqualTo(new Versioned(networks(1, 2), 2));
    }

    @Test
    void keepsEverythingThatParallelWorkersMerge() throws InterruptedException, ExecutionException {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            for (int worker = 0; worker < 4; worker++) {
                long first = worker * 5L;
                running.add(workers.submit(() -> {
                    for (long key = first; key < first + 5; key++) {
                        store().merge(tenant, SYNC, networks(key), 0);
                    }
                }));
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(stored().profile().section(ProfileSection.NETWORKS)).hasSize(20);
        store().merge(tenant, SYNC, networks(3), 0);
        assertThat(stored().profile().section(ProfileSection.NETWORKS)).hasSize(20);
    }

    @Test
    void keepsLatestValuesOfProfileThatIsTooLarge() {
        StoredProfile.Builder profile = StoredProfile.builder();
        for (long i = 0; i < 40; i++) {
            profile.add(ProfileSection.RESOURCES, scattered(i), ProfileValue.of(text(i, 200), 20_000 + i, 1, -20_000));
        }
        assertThat(store().save(tenant, SYNC, profile.build(), 0)).isTrue();
        assertThat(stored().profile().section(ProfileSection.RESOURCES))
                .hasSizeBetween(8, 39)
                .containsKey(scattered(39));
    }

    /** Returns the key for a number. The keys of consecutive numbers are far apart, like hashes. */
    private static long scattered(long i) {
        return i * 0x9E3779B97F4A7C15L;
    }

    /** Returns a string that does not compress. */
    private static String text(long seed, int length) {
        StringBuilder text = new StringBuilder(length);
        long state = seed + 1;
        for (int i = 0; i < length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append((char) ('!' + (state >>> 33) % 90));
        }
        return text.toString();
    }
}

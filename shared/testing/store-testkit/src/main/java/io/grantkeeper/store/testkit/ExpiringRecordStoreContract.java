package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ExpiringRecordStore} must pass. */
@DisplayName("A store of expiring records")
public abstract class ExpiringRecordStoreContract {
    private static final String SCOPE = "session";

    private final TenantId tenant = freshTenant();

    protected abstract ExpiringRecordStore store();

    @Test
    void findsRecordUntilItExpires() {
        store().put(tenant, SCOPE, "a", "text", minute(10));
        assertThat(store().find(tenant, SCOPE, "a", minute(9))).contains("text");
        assertThat(store().find(tenant, SCOPE, "a", minute(10))).isEmpty();
    }

    @Test
    void replacesOnlyRecordThatExists() {
        assertThat(store().replace(tenant, SCOPE, "a", "new", minute(20), minute(0)))
                .isFalse();
        store().put(tenant, SCOPE, "a", "old", minute(10));
        assertThat(store().replace(tenant, SCOPE, "a", "new", minute(20), minute(5)))
                .isTrue();
        assertThat(store().find(tenant, SCOPE, "a", minute(15))).contains("new");
        assertThat(store().replace(tenant, SCOPE, "a", "late", minute(40), minute(20)))
                .isFalse();
    }

    @Test
    void doesNotReviveTakenRecord() {
        store().put(tenant, SCOPE, "a", "text", minute(10));
        assertThat(store().take(tenant, SCOPE, "a", minute(1))).contains("text");
        assertThat(store().take(tenant, SCOPE, "a", minute(1))).isEmpty();
        assertThat(store().find(tenant, SCOPE, "a", minute(1))).isEmpty();
        assertThat(store().replace(tenant, SCOPE, "a", "again", minute(10), minute(2)))
                .isFalse();
    }

    @Test
    void storesNewRecordOnlyIfNoneExists() {
        assertThat(store().putNew(tenant, SCOPE, "a", "first", minute(0), minute(10)))
                .isTrue();
        assertThat(store().putNew(tenant, SCOPE, "a", "second", minute(1), minute(11)))
                .isFalse();
        assertThat(store().find(tenant, SCOPE, "a", minute(1))).contains("first");
        assertThat(store().putNew(tenant, SCOPE, "a", "third", minute(10), minute(20)))
                .isTrue();
    }

    @Test
    void separatesScopesAndTenants() {
        store().put(tenant, SCOPE, "a", "text", minute(10));
        assertThat(store().find(tenant, "link", "a", minute(1))).isEmpty();
        assertThat(store().find(freshTenant(), SCOPE, "a", minute(1))).isEmpty();
    }

    @Test
    void givesRecordToOnlyOneOfManyConcurrentCallers() throws Exception {
        store().put(tenant, SCOPE, "a", "text", minute(10));
        Callable<Boolean> one =
                () -> store().take(tenant, SCOPE, "a", minute(1)).isPresent();
        int taken = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(12, one))) {
                taken += each.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(1);
    }
}

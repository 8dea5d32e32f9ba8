package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link IdempotencyStore} must pass. */
@DisplayName("An idempotency store")
public abstract class IdempotencyStoreContract {
    private static final String SCOPE = "webhook/github-acme";

    private final TenantId tenant = freshTenant();

    protected abstract IdempotencyStore store();

    private boolean remember(String key, int now, int expires) {
        return store().remember(tenant, SCOPE, key, minute(now), minute(expires));
    }

    @Test
    void acceptsKeyOnlyOnce() {
        assertThat(store().seen(tenant, SCOPE, "d1", minute(0))).isFalse();
        assertThat(remember("d1", 0, 10)).isTrue();
        assertThat(remember("d1", 1, 11)).isFalse();
        assertThat(store().seen(tenant, SCOPE, "d1", minute(1))).isTrue();
    }

    @Test
    void forgetsExpiredKey() {
        remember("d1", 0, 10);
        assertThat(store().seen(tenant, SCOPE, "d1", minute(9))).isTrue();
        assertThat(store().seen(tenant, SCOPE, "d1", minute(10))).isFalse();
        assertThat(remember("d1", 10, 20)).isTrue();
        assertThat(store().seen(tenant, SCOPE, "d1", minute(15))).isTrue();
    }

    @Test
    void separatesKeysScopesAndTenants() {
        remember("d1", 0, 10);
        assertThat(remember("d2", 0, 10)).isTrue();
        assertThat(store().remember(tenant, "webhook/other", "d1", minute(0), minute(10)))
                .isTrue();
        assertThat(store().remember(freshTenant(), SCOPE, "d1", minute(0), minute(10)))
                .isTrue();
    }

    @Test
    void reportsKeyAsNewToOnlyOneOfManyConcurrentCallers() throws Exception {
        Callable<Boolean> one = () -> remember("d1", 0, 10);
        int remembered = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(12, one))) {
                remembered += each.get() ? 1 : 0;
            }
        }
        assertThat(remembered).isEqualTo(1);
    }
}

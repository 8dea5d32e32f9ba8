package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.RateBudgetStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DynamoDbRateBudgetStoreTest extends RateBudgetStoreContract {
    private static final Instant NOON = ModelSamples.minute(0);

    private final DynamoDbTable table = TestTable.open();
    private final RateBudgetStore store = new DynamoDbRateBudgetStore(table);
    private final RateBudgetStore another = new DynamoDbRateBudgetStore(TestTable.open());
    private final TenantId tenant = ModelSamples.freshTenant();

    @Override
    protected RateBudgetStore store() {
        return store;
    }

    @Test
    void doesNotReadBudgetAgainAfterRecentWrite() {
        for (long call = 0; call < 3; call++) {
            assertThat(lease(store, 1, NOON.plusMillis(call * 100))).isEqualTo(1);
        }
        assertThat(table.consumed().snapshot().readRequests()).isEqualTo(1);
        lease(store, 1, NOON.plusSeconds(2));
        assertThat(table.consumed().snapshot().readRequests()).isEqualTo(2);
    }

    @Test
    void countsLeasesOfOtherWorkers() {
        lease(store, 50, NOON);
        lease(another, 4, NOON);
        assertThat(lease(store, 10, NOON)).isEqualTo(6);
        assertThat(lease(another, 10, NOON)).isZero();
    }

    @Test
    void leasesNothingAfterAnotherWorkerBlocksBudget() {
        lease(store, 1, NOON);
        another.block(tenant, ModelSamples.ACME, "core", NOON.plusSeconds(60));
        assertThat(lease(store, 1, NOON)).isZero();
    }

    private int lease(RateBudgetStore from, int wanted, Instant now) {
        return from.lease(
                        tenant,
                        ModelSamples.ACME,
                        new RateBudgetStore.Limit("core", 60, Duration.ofHours(1)),
                        wanted,
                        now)
                .granted();
    }
}

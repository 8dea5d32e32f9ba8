package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.OTHER;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RateBudgetState;
import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.identity.store.RateBudgetStore.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link RateBudgetStore} must pass. */
@DisplayName("A rate budget store")
public abstract class RateBudgetStoreContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TenantId tenant = freshTenant();

    protected abstract RateBudgetStore store();

    private Lease lease(int wanted, Instant now) {
        return store().lease(tenant, ACME, new RateBudgetStore.Limit("core", 60, HOUR), wanted, now);
    }

    @Test
    void grantsRemainingCallsAndThenReturnsWaitTime() {
        assertThat(lease(50, minute(0))).isEqualTo(new Lease(50, Duration.ZERO));
        assertThat(lease(50, minute(0))).isEqualTo(new Lease(10, Duration.ZERO));
        Lease none = lease(50, minute(0));
        assertThat(none.granted()).isZero();
        assertThat(none.retryAfter()).isBetween(HOUR, HOUR.plusMinutes(5));
    }

    @Test
    void makesLeasedCallsAvailableAgainAfterPeriodAndLeaseTime() {
        lease(20, minute(0));
        lease(40, minute(30));
        assertThat(lease(60, minute(61)).granted()).isZero();
        assertThat(lease(60, minute(65)).granted()).isEqualTo(20);
        assertThat(lease(60, minute(95)).granted()).isEqualTo(40);
        assertThat(lease(100, minute(600)).granted()).isEqualTo(60);
    }

    @Test
    void neverExceedsLimitInAnyPeriod() {
        Random random = new Random(4);
        Map<Instant, Integer> granted = new TreeMap<>();
        Instant now = minute(0);
        for (int i = 0; i < 400; i++) {
            now = now.plusMillis(random.nextInt(2_000));
            granted.merge(now, leaseFromBusyLimit(1 + random.nextInt(200), now).granted(), Integer::sum);
        }
        for (Instant from : granted.keySet()) {
            int within = granted.entrySet().stream()
                    .filter(lease -> !lease.getKey().isBefore(from)
                            && lease.getKey().isBefore(from.plusSeconds(60).plus(RateBudgetState.maxLeaseTime(MINUTE))))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            assertThat(within).isLessThanOrEqualTo(2_400);
        }
        int all = granted.values().stream().mapToInt(Integer::intValue).sum();
        long seconds = Duration.between(minute(0), now).toSeconds();
        assertThat(all).as("and uses the capacity of the limit").isGreaterThan((int) (seconds * 40 / 1.1));
    }

    @Test
    void delaysLeaseUntilEnoughCallsAreAvailable() {
        Instant noon = minute(0);
        assertThat(leaseFromBusyLimit(10, noon).granted()).isEqualTo(10);
        assertThat(leaseFromBusyLimit(2_390, noon.plusSeconds(10)).granted()).isEqualTo(2_390);
        Lease tooFew = leaseFromBusyLimit(20, noon.plusSeconds(65));
        assertThat(tooFew.granted()).isZero();
        assertThat(tooFew.retryAfter()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        // A worker that wants few calls does not have to wait until many are available. A worker that wants many calls
        // waits only until the calls for one second are available.
        assertThat(leaseFromBusyLimit(1, noon.plusSeconds(65)).granted()).isEqualTo(1);
        assertThat(leaseFromBusyLimit(100, noon.plusSeconds(65)).granted()).isZero();
        assertThat(leaseFromBusyLimit(100, noon.plusSeconds(65).plus(tooFew.retryAfter()))
                        .granted())
                .isEqualTo(100);
    }

    private Lease leaseFromBusyLimit(int wanted, Instant now) {
        return store().lease(tenant, ACME, new RateBudgetStore.Limit("directory", 2_400, MINUTE), wanted, now);
    }

    @Test
    void grantsNothingWhileBlockedAndNeverShortensBlock() {
        store().block(tenant, ACME, "core", minute(10));
        store().block(tenant, ACME, "core", minute(5));
        Lease blocked = lease(5, minute(6));
        assertThat(blocked.granted()).isZero();
        assertThat(blocked.retryAfter()).isEqualTo(Duration.ofMinutes(4));
        assertThat(lease(5, minute(10)).granted()).isEqualTo(5);
    }

    @Test
    void blocksBucketDespiteExistingLeases() {
        lease(5, minute(0));
        store().block(tenant, ACME, "core", minute(10));
        assertThat(lease(5, minute(1)).granted()).isZero();
        assertThat(lease(5, minute(11)).granted()).isEqualTo(5);
    }

    @Test
    void separatesConnectionsBucketsAndTenants() {
        lease(60, minute(0));
        store().block(tenant, ACME, "core", minute(10));
        assertThat(store().lease(tenant, OTHER, new RateBudgetStore.Limit("core", 60, HOUR), 60, minute(0))
                        .granted())
                .isEqualTo(60);
        assertThat(store().lease(tenant, ACME, new RateBudgetStore.Limit("search", 30, HOUR), 60, minute(0))
                        .granted())
                .isEqualTo(30);
        assertThat(store().lease(freshTenant(), ACME, new RateBudgetStore.Limit("core", 60, HOUR), 60, minute(0))
                        .granted())
                .isEqualTo(60);
    }

    @Test
    void neverExceedsCapacityUnderConcurrency() throws Exception {
        Callable<Integer> one = () -> lease(7, minute(0)).granted();
        int granted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> lease : threads.invokeAll(Collections.nCopies(20, one))) {
                granted += lease.get();
            }
        }
        granted += lease(60, minute(0)).granted();
        assertThat(granted).isEqualTo(60);
    }
}

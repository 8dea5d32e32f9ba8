package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ValueCacheTest {
    private final ValueCache<String> cache = new ValueCache<>(2);

    @Test
    void doesNotWaitForComputationOfAnotherValue() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> cache.get("slow", () -> {
            started.countDown();
            await(end);
            return "slow";
        }));
        started.await();

        assertThat(cache.get("fast", () -> "fast")).isEqualTo("fast");
        assertThat(slow).isNotDone();

        end.countDown();
        assertThat(slow.get()).isEqualTo("slow");
    }

    @Test
    void computesValueOnceEvenIfSeveralThreadsRequestIt() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> cache.get("a", () -> {
            started.countDown();
            await(end);
            return "a" + computed.incrementAndGet();
        }));
        started.await();
        CompletableFuture<String> second =
                CompletableFuture.supplyAsync(() -> cache.get("a", () -> "a" + computed.incrementAndGet()));
        end.countDown();

        assertThat(first.get()).isEqualTo("a1");
        assertThat(second.get()).isEqualTo("a1");
        assertThat(cache.get("a", () -> "other")).isEqualTo("a1");
    }

    @Test
    void keepsMostRecentlyUsedValues() {
        cache.get("a", () -> "a");
        cache.get("b", () -> "b");
        cache.get("a", () -> "other");
        cache.get("c", () -> "c");

        assertThat(cache.get("a", () -> "again")).isEqualTo("a");
        assertThat(cache.get("b", () -> "again")).isEqualTo("again");
    }

    @Test
    void computesAgainAfterFailure() {
        assertThatThrownBy(() -> cache.get("a", () -> {
                    throw new IllegalStateException("not now");
                }))
                .hasMessage("not now");

        assertThat(cache.get("a", () -> "a")).isEqualTo("a");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.grantkeeper.aws.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Parallel calls")
class ParallelTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

    @Test
    void returnsResultsInOrderOfInputs() {
        assertThat(BoundedParallelCalls.map(NUMBERS, number -> number * 2))
                .isEqualTo(NUMBERS.stream().map(number -> number * 2).toList());
    }

    @Test
    void attemptsAllCallsEvenIfSomeFail() {
        AtomicInteger tried = new AtomicInteger();
        assertThatThrownBy(() -> BoundedParallelCalls.map(NUMBERS, number -> {
                    tried.incrementAndGet();
                    if (number % 100 == 7) {
                        throw new IllegalArgumentException("no " + number);
                    }
                    return number;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no 7")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("no 107")));
        assertThat(tried).hasValue(200);
    }

    @Test
    void limitsConcurrentCallsToNumberOfConnections() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier full = new CyclicBarrier(24);
        assertThat(BoundedParallelCalls.map(NUMBERS.subList(0, 48), number -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    awaitBarrier(full);
                    now.decrementAndGet();
                    return number;
                }))
                .hasSize(48);
        assertThat(most).hasValue(24);
    }

    private static void awaitBarrier(CyclicBarrier barrier) {
        try {
            barrier.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("fewer calls were in progress", e);
        }
    }

    @Test
    void supportsNestedCalls() {
        assertThat(BoundedParallelCalls.map(
                        NUMBERS.subList(0, 60),
                        number -> BoundedParallelCalls.map(NUMBERS, other -> other + number)
                                .getLast()))
                .last()
                .isEqualTo(258);
    }

    @Test
    void runsCallsInBackgroundUntilResultsAreRequested() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        BoundedParallelCalls.Running<Boolean> running = BoundedParallelCalls.begin(List.of(1, 2), _ -> {
            try {
                return goOn.await(2, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        goOn.countDown();
        assertThat(running.results()).containsExactly(true, true);
    }
}

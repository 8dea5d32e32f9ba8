package io.grantkeeper.aws.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs many small calls concurrently, up to a maximum number. Uses platform threads and reuses them for later calls:
 * the first virtual thread that waits for a socket links additional classes, which would delay a starting function.
 */
public final class BoundedParallelCalls {
    /** The maximum number of concurrent calls; {@code AwsClients} keeps the same number of connections open. */
    private static final int AT_ONCE = 24;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(call -> {
        Thread thread = new Thread(call, "parallel");
        thread.setDaemon(true);
        return thread;
    });

    private BoundedParallelCalls() {}

    /**
     * Calls a function with every input, and returns the results in the order of the inputs. All calls are attempted,
     * even if some fail.
     *
     * @throws RuntimeException the first failure, with the others as suppressed exceptions
     */
    public static <T, R> List<R> map(List<T> inputs, Function<T, R> call) {
        return inputs.size() <= 1
                ? inputs.stream().map(call).toList()
                : begin(inputs, call).results();
    }

    /** Starts the calls, and returns when the last one has started. The caller must collect the results. */
    public static <T, R> Running<R> begin(List<T> inputs, Function<T, R> call) {
        Semaphore free = new Semaphore(AT_ONCE);
        List<Future<R>> running = new ArrayList<>(inputs.size());
        for (T input : inputs) {
            free.acquireUninterruptibly();
            running.add(THREADS.submit(() -> {
                try {
                    return call.apply(input);
                } finally {
                    free.release();
                }
            }));
        }
        return new Running<>(running);
    }

    /** Calls in progress. */
    public static final class Running<R> {
        private final List<Future<R>> calls;

        private Running(List<Future<R>> calls) {
            this.calls = calls;
        }

        /** Waits for all calls, and returns the results or throws in the same way as {@link #map}. */
        public List<R> results() {
            List<R> results = new ArrayList<>(calls.size());
            List<RuntimeException> failures = new ArrayList<>();
            for (Future<R> call : calls) {
                try {
                    results.add(call.get());
                } catch (ExecutionException e) {
                    failures.add(failure(e));
                } catch (InterruptedException e) {
                    calls.forEach(one -> one.cancel(true));
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while calls were in progress", e);
                }
            }
            if (!failures.isEmpty()) {
                RuntimeException first = failures.getFirst();
                failures.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
                throw first;
            }
            return results;
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException known -> known;
            case Error fatal -> throw fatal;
            case null, default -> new IllegalStateException(e);
        };
    }
}

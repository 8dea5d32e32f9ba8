package io.grantkeeper.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs many small calls side by side, a bounded number at a time. On platform threads, which stay for the next calls: the
 * first virtual thread that waits for a socket links classes for it, for which a function that starts waits.
 */
public final class Parallel {
    /** As many calls as are on their way at once; {@code AwsClients} keeps as many connections. */
    private static final int AT_ONCE = 24;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(call -> {
        Thread thread = new Thread(call, "parallel");
        thread.setDaemon(true);
        return thread;
    });

    private Parallel() {}

    /**
     * Results in the order of the inputs. All calls are tried, whichever of them fail.
     *
     * @throws RuntimeException the first failure, with the others suppressed in it
     */
    public static <T, R> List<R> map(List<T> inputs, Function<T, R> call) {
        return inputs.size() <= 1
                ? inputs.stream().map(call).toList()
                : begin(inputs, call).results();
    }

    /** Begins that, and returns when the last of them has begun. Somebody has to ask for the results. */
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

    /** Calls that are on their way. */
    public static final class Running<R> {
        private final List<Future<R>> calls;

        private Running(List<Future<R>> calls) {
            this.calls = calls;
        }

        /** Waits for all of them, and gives or throws what {@link #map} does. */
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
                    throw new IllegalStateException("interrupted while calls were under way", e);
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

package io.grantkeeper.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Runs many small calls side by side on virtual threads, a bounded number at a time. */
public final class Parallel {
    /** As many calls as are on their way at once; {@code AwsClients} keeps as many connections. */
    private static final int AT_ONCE = 24;

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
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        for (T input : inputs) {
            free.acquireUninterruptibly();
            running.add(threads.submit(() -> {
                try {
                    return call.apply(input);
                } finally {
                    free.release();
                }
            }));
        }
        return new Running<>(threads, running);
    }

    /** Calls that are on their way. */
    public static final class Running<R> {
        private final ExecutorService threads;
        private final List<Future<R>> calls;

        private Running(ExecutorService threads, List<Future<R>> calls) {
            this.threads = threads;
            this.calls = calls;
        }

        /** Waits for all of them, and gives or throws what {@link #map} does. */
        public List<R> results() {
            threads.close();
            return Parallel.results(calls);
        }
    }

    private static <R> List<R> results(List<Future<R>> finished) {
        List<R> results = new ArrayList<>(finished.size());
        List<RuntimeException> failures = new ArrayList<>();
        for (Future<R> one : finished) {
            switch (one.state()) {
                case SUCCESS -> results.add(one.resultNow());
                case FAILED -> failures.add(failure(one.exceptionNow()));
                case CANCELLED, RUNNING -> failures.add(new IllegalStateException("a call did not finish"));
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
            throw first;
        }
        return results;
    }

    private static RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case RuntimeException known -> known;
            case Error fatal -> throw fatal;
            default -> new IllegalStateException(new ExecutionException(cause));
        };
    }
}

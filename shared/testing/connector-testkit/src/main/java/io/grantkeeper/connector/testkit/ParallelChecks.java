package io.grantkeeper.connector.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Runs many small trials concurrently, because they spend most of their time waiting. */
final class ParallelChecks {
    private static final int AT_ONCE = 8;

    private ParallelChecks() {}

    /**
     * Runs the trials and returns the violations that they found, in the order of the trials. A trial that finds no
     * violation returns empty.
     */
    static List<String> run(List<Callable<Optional<String>>> trials) {
        Semaphore seats = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> running = new ArrayList<>();
            for (Callable<Optional<String>> trial : trials) {
                running.add(threads.submit(() -> {
                    seats.acquire();
                    try {
                        return trial.call();
                    } finally {
                        seats.release();
                    }
                }));
            }
            List<String> found = new ArrayList<>();
            for (Future<Optional<String>> future : running) {
                future.get().ifPresent(found::add);
            }
            return found;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        } catch (ExecutionException e) {
            throw new AssertionError("a trial failed to run", e.getCause());
        }
    }
}

package io.grantkeeper.functions.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A cache of the most recently used values. Each value is computed once, by the first thread that requests it. Only
 * threads that request the same value wait for it: the lock covers the table, never a computation. Failures are not
 * cached.
 */
final class ValueCache<T> {
    private final Map<String, CompletableFuture<T>> values;

    /**
     * Creates an empty cache.
     *
     * @param limit the maximum number of cached values
     */
    ValueCache(int limit) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<T>> eldest) {
                return size() > limit;
            }
        };
    }

    T get(String key, Supplier<? extends T> compute) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> known;
        synchronized (values) {
            known = values.putIfAbsent(key, mine);
        }
        if (known != null) {
            return joined(known);
        }
        try {
            T value = compute.get();
            mine.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            synchronized (values) {
                values.remove(key, mine);
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static <T> T joined(CompletableFuture<T> value) {
        try {
            return value.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}

package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.StorePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Splits lists into slices, as paged stores return them, and reads all slices of a list. */
public final class StorePages {
    private StorePages() {}

    static <T> StorePage<T> slice(List<T> all, int limit, Optional<String> from) {
        int start = from.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), start + limit);
        Optional<String> next = end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty();
        return new StorePage<>(start >= end ? List.of() : all.subList(start, end), next);
    }

    /**
     * Returns all items of a list, whatever the size of its slices.
     *
     * @param read returns the slice at a cursor; called without a cursor for the first slice
     */
    public static <T> List<T> all(Function<Optional<String>, StorePage<T>> read) {
        List<T> items = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            StorePage<T> slice = read.apply(from);
            items.addAll(slice.items());
            from = slice.next();
        } while (from.isPresent());
        return items;
    }
}

package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts lists into slices, and walks slices to their end. */
public final class Slices {
    private Slices() {}

    static <T> Slice<T> cut(List<T> all, int limit, Optional<String> from) {
        int start = from.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), start + limit);
        Optional<String> next = end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty();
        return new Slice<>(start >= end ? List.of() : all.subList(start, end), next);
    }

    /** All items, whatever the size of the slices. */
    public static <T> List<T> all(Function<Optional<String>, Slice<T>> read) {
        List<T> items = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            Slice<T> slice = read.apply(from);
            items.addAll(slice.items());
            from = slice.next();
        } while (from.isPresent());
        return items;
    }
}

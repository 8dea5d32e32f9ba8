package io.grantkeeper.reviews;

import io.grantkeeper.identity.store.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads lists to their end. */
final class Pages {
    static final int SIZE = 200;

    private Pages() {}

    static <T> List<T> all(Function<Optional<String>, Slice<T>> read) {
        List<T> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<T> slice = read.apply(next);
            all.addAll(slice.items());
            next = slice.next();
        } while (next.isPresent());
        return all;
    }
}

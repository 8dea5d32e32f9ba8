package io.grantkeeper.owners.reviews;

import io.grantkeeper.identity.store.StorePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads all pages of a list. */
final class StorePageReader {
    static final int SIZE = 200;

    private StorePageReader() {}

    static <T> List<T> all(Function<Optional<String>, StorePage<T>> read) {
        List<T> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            StorePage<T> slice = read.apply(next);
            all.addAll(slice.items());
            next = slice.next();
        } while (next.isPresent());
        return all;
    }
}

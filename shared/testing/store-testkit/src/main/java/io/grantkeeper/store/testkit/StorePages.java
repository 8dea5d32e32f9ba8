package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Optional;

/** Splits lists into pages. */
final class StorePages {
    private StorePages() {}

    static <T> StorePage<T> slice(List<T> all, int limit, Optional<String> from) {
        int start = from.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), start + limit);
        Optional<String> next = end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty();
        return new StorePage<>(start >= end ? List.of() : all.subList(start, end), next);
    }
}

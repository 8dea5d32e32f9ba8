package io.grantkeeper.identity.store;

import java.util.List;
import java.util.Optional;

/**
 * Part of a longer answer.
 *
 * @param next hand it back to get the following part; empty at the end
 */
public record Slice<T>(List<T> items, Optional<String> next) {
    public Slice {
        items = List.copyOf(items);
    }
}

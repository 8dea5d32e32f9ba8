package io.grantkeeper.identity.store;

import java.util.List;
import java.util.Optional;

/**
 * Part of a longer result.
 *
 * @param next the cursor to pass to the next call; empty at the end
 */
public record StorePage<T>(List<T> items, Optional<String> next) {
    public StorePage {
        items = List.copyOf(items);
    }
}

package io.grantkeeper.identity.store;

import java.util.List;
import java.util.Optional;

/**
 * One page of the items that a query returns.
 *
 * @param next the cursor to pass to the next call; empty on the last page
 */
public record StorePage<T>(List<T> items, Optional<String> next) {
    public StorePage {
        items = List.copyOf(items);
    }
}

package io.grantkeeper.identity.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One page of the items that a query returns.
 *
 * @param next the cursor to pass to the next call; empty on the last page
 */
public record StorePage<T>(List<T> items, Optional<String> next) {
    public StorePage {
        items = List.copyOf(items);
    }

    /** Returns a page that has the same cursor and the converted items. */
    public <R> StorePage<R> map(Function<? super T, ? extends R> convert) {
        return new StorePage<>(items.stream().<R>map(convert).toList(), next);
    }

    /**
     * Reads a result to its end, and returns all items in order.
     *
     * @param read returns the page at a cursor; the cursor of the first page is empty
     */
    public static <T> List<T> readAll(Function<Optional<String>, StorePage<T>> read) {
        List<T> all = new ArrayList<>();
        forEach(read, all::add);
        return all;
    }

    /**
     * Reads a result to its end, and passes each item to the action in order. Only one page is in memory at a time.
     *
     * @param read returns the page at a cursor; the cursor of the first page is empty
     */
    public static <T> void forEach(Function<Optional<String>, StorePage<T>> read, Consumer<? super T> action) {
        Optional<String> next = Optional.empty();
        do {
            StorePage<T> page = read.apply(next);
            page.items().forEach(action);
            next = page.next();
        } while (next.isPresent());
    }
}

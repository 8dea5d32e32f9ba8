package io.grantkeeper.simulator.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing that is paged by row id: a request states the id of the row after which the page starts.
 *
 * @param rows the page's rows as JSON
 * @param firstId the id of the first row; null on an empty page
 * @param lastId the id of the last row; null on an empty page
 */
public record IdCursorPage(
        List<? extends Map<String, ?>> rows,
        boolean hasMore,
        @Nullable String firstId,
        @Nullable String lastId) {
    /**
     * Returns the page after the row with this id, or the first page if no id is given.
     *
     * @return the page; empty if no row has the id
     */
    public static <T> Optional<IdCursorPage> after(
            Optional<String> id, int limit, List<T> all, Function<T, String> idOf, Function<T, Map<String, ?>> shape) {
        List<String> ids = all.stream().map(idOf).toList();
        if (id.isPresent() && !ids.contains(id.get())) {
            return Optional.empty();
        }
        int start = id.map(ids::indexOf).orElse(-1) + 1;
        int end = Math.min(all.size(), start + limit);
        boolean none = start == end;
        return Optional.of(new IdCursorPage(
                all.subList(start, end).stream().map(shape).toList(),
                end < all.size(),
                none ? null : ids.get(start),
                none ? null : ids.get(end - 1)));
    }
}

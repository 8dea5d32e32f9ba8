package io.grantkeeper.functions.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of an in-memory list. The cursor is the sort key of the last item rather than a position, so that changes to
 * the list do not cause other items to be repeated or skipped.
 */
record ApiListPage<T>(List<T> items, Optional<String> next) {
    ApiListPage {
        items = List.copyOf(items);
    }

    /**
     * Returns the page that starts after the cursor in a call.
     *
     * @param all the sorted list
     * @param key returns an item's sort key, which follows the list's order and is unique
     */
    static <T> ApiListPage<T> of(
            List<T> all, AuthorizedApiCall call, Function<? super T, String> key, Comparator<? super String> order) {
        Optional<String> after = call.parameter("cursor").map(ApiListPage::decoded);
        int from = 0;
        if (after.isPresent()) {
            int low = 0;
            int high = all.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (order.compare(key.apply(all.get(middle)), after.get()) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            from = low;
        }
        int to = Math.min(all.size(), from + call.limit());
        return new ApiListPage<>(
                all.subList(from, to),
                to < all.size() ? Optional.of(encoded(key.apply(all.get(to - 1)))) : Optional.empty());
    }

    /** Returns the page that starts at the position in a call's cursor, for lists whose items never move. */
    static <T> ApiListPage<T> at(List<T> all, AuthorizedApiCall call) {
        int from = call.parameter("cursor")
                .map(ApiListPage::decoded)
                .map(ApiListPage::position)
                .orElse(0);
        int to = Math.min(all.size(), Math.max(from, 0) + call.limit());
        return from >= all.size()
                ? new ApiListPage<>(List.of(), Optional.empty())
                : new ApiListPage<>(
                        all.subList(from, to),
                        to < all.size() ? Optional.of(encoded(String.valueOf(to))) : Optional.empty());
    }

    static int position(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException _) {
            throw invalidCursor();
        }
    }

    static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw invalidCursor();
        }
    }

    static ApiProblemException invalidCursor() {
        return ProblemDetails.ofField("cursor", "is not one that this list returned", "start again without a cursor")
                .exception();
    }

    JsonMembers json(Function<? super T, JsonMembers> view) {
        return new JsonMembers()
                .with("items", items.stream().map(view).toList())
                .with("next", next);
    }
}

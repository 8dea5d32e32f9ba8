package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Slack's two paging styles: opaque cursors, and numbered pages in older methods. */
final class SlackPages {

    private static final int LARGEST = 1_000;
    private static final int AUDIT_LARGEST = 9_999;
    private static final int LAST_PAGE = 100;

    private SlackPages() {}

    /**
     * Returns a page of rows.
     *
     * @param member the name of the member that contains the rows
     * @param emptyCursorAtEnd whether the last page has an empty cursor; otherwise it has no metadata. Both mean that
     *     the listing has ended.
     */
    static <T> Map<String, @Nullable Object> byCursor(
            SlackCall call, String member, List<T> rows, Function<T, Object> shape, boolean emptyCursorAtEnd) {
        int asked = number(call, "limit", 100, "invalid_limit");
        int most = member.equals("entries") ? AUDIT_LARGEST : LARGEST;
        if (asked < 1 || asked > most) {
            throw SlackError.of("invalid_limit");
        }
        int from = call.argument("cursor").map(SlackPages::position).orElse(0);
        if (from > rows.size()) {
            throw SlackError.of("invalid_cursor");
        }
        int to = Math.min(rows.size(), from + Math.min(asked, call.options().mostPerPage()));
        Map<String, @Nullable Object> answer = object("ok", true, member, shaped(rows.subList(from, to), shape));
        if (to < rows.size()) {
            answer.put("response_metadata", object("next_cursor", cursor(to)));
        } else if (emptyCursorAtEnd) {
            answer.put("response_metadata", object("next_cursor", ""));
        }
        return answer;
    }

    static <T> Map<String, @Nullable Object> byNumber(
            SlackCall call, String member, List<T> rows, Function<T, Object> shape) {
        int count = number(call, "count", 100, "invalid_arguments");
        int page = number(call, "page", 1, "invalid_arguments");
        if (count > LARGEST || page > LAST_PAGE) {
            throw SlackError.of("over_pagination_limit");
        }
        int size = Math.min(count, call.options().mostPerPage());
        int from = Math.min(rows.size(), (page - 1) * size);
        int to = Math.min(rows.size(), from + size);
        return object(
                "ok",
                true,
                member,
                shaped(rows.subList(from, to), shape),
                "paging",
                object("count", size, "total", rows.size(), "page", page, "pages", (rows.size() + size - 1) / size));
    }

    private static <T> List<Object> shaped(List<T> rows, Function<T, Object> shape) {
        return rows.stream().map(shape).toList();
    }

    private static String cursor(int position) {
        return Base64.getEncoder().encodeToString(("row:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("row:".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw SlackError.of("invalid_cursor");
        }
    }

    private static int number(SlackCall call, String name, int otherwise, String refusal) {
        try {
            return call.argument(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException malformed) {
            throw SlackError.of(refusal);
        }
    }
}

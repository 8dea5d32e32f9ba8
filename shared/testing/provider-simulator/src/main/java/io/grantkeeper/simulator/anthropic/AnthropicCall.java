package io.grantkeeper.simulator.anthropic;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.IdCursorPage;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An authorized call to the Anthropic double. */
record AnthropicCall(SimulatorRequest request, Map<String, String> variables, AnthropicTenant tenant, Instant now) {
    private static final int USUAL_PAGE = 20;

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return request.parameter(name).equals(Optional.of("true"));
    }

    Optional<Instant> time(String name) {
        try {
            return request.parameter(name).map(Instant::parse);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Returns a page in the API's older style: the caller passes the id of the row after which the page starts.
     *
     * @param most the largest limit that the caller may request
     */
    <T> SimulatorResponse pageById(List<T> rows, int most, Function<T, String> id, Function<T, Map<String, ?>> shape) {
        Optional<Integer> limit = limit(most);
        if (limit.isEmpty()) {
            return AnthropicError.invalid("limit: must be between 1 and " + most);
        }
        return IdCursorPage.after(request.parameter("after_id"), limit.get(), rows, id, shape)
                .map(page -> SimulatorResponse.json(
                        200,
                        object(
                                "data", page.rows(),
                                "has_more", page.hasMore(),
                                "first_id", page.firstId(),
                                "last_id", page.lastId())))
                .orElseGet(() -> AnthropicError.invalid("after_id: does not match any object"));
    }

    /**
     * Returns a page in the API's newer style: the caller passes the token that the previous page returned. On the
     * last page, the next token is null.
     */
    <T> SimulatorResponse pageByToken(List<T> rows, Function<T, Map<String, ?>> shape) {
        Optional<Integer> limit = limit(100);
        if (limit.isEmpty()) {
            return AnthropicError.invalid("limit: must be between 1 and 100");
        }
        int start = request.parameter("page")
                .map(token -> Integer.parseInt(token.substring("page_".length()), 36))
                .orElse(0);
        int end = Math.min(rows.size(), start + limit.get());
        return SimulatorResponse.json(
                200,
                object(
                        "data",
                        rows.subList(start, end).stream().map(shape).toList(),
                        "next_page",
                        end < rows.size() ? "page_" + Integer.toString(end, 36) : null));
    }

    private Optional<Integer> limit(int most) {
        String asked = request.parameter("limit").orElse(Integer.toString(USUAL_PAGE));
        return Optional.of(asked)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .filter(limit -> limit >= 1 && limit <= most);
    }
}

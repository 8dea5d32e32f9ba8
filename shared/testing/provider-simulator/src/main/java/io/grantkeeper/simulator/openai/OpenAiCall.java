package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.IdCursorPage;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An authorized call to the OpenAI double. */
record OpenAiCall(SimulatorRequest request, Map<String, String> variables, OpenAiTenant tenant, Instant now) {
    private static final int USUAL_PAGE = 20;
    private static final int MAX_PAGE = 100;

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    Optional<Long> number(String parameter) {
        return request.parameter(parameter)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong);
    }

    /**
     * Returns a page of a listing, or an error if {@code limit} is not between 1 and 100 or {@code after} matches no
     * row.
     */
    <T> SimulatorResponse page(List<T> rows, Function<T, String> id, Function<T, Map<String, ?>> shape) {
        long limit = number("limit").orElse((long) USUAL_PAGE);
        if (limit < 1 || limit > MAX_PAGE) {
            return OpenAiError.invalid("limit must be between 1 and 100");
        }
        return IdCursorPage.after(request.parameter("after"), (int) limit, rows, id, shape)
                .map(page -> SimulatorResponse.json(
                        200,
                        object(
                                "object", "list",
                                "data", page.rows(),
                                "first_id", page.firstId(),
                                "last_id", page.lastId(),
                                "has_more", page.hasMore())))
                .orElseGet(() -> OpenAiError.invalid("after does not match any object in this list"));
    }
}

package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

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
    private static final int LARGEST_PAGE = 100;

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
        if (limit < 1 || limit > LARGEST_PAGE) {
            return OpenAiError.invalid("limit must be between 1 and 100");
        }
        int start = 0;
        Optional<String> after = request.parameter("after");
        if (after.isPresent()) {
            List<String> ids = rows.stream().map(id).toList();
            if (!ids.contains(after.get())) {
                return OpenAiError.invalid("after does not match any object in this list");
            }
            start = ids.indexOf(after.get()) + 1;
        }
        int end = (int) Math.min(rows.size(), start + limit);
        List<T> page = rows.subList(start, end);
        return SimulatorResponse.json(
                200,
                object(
                        "object",
                        "list",
                        "data",
                        page.stream().map(shape).toList(),
                        "first_id",
                        page.isEmpty() ? null : id.apply(page.getFirst()),
                        "last_id",
                        page.isEmpty() ? null : id.apply(page.getLast()),
                        "has_more",
                        end < rows.size()));
    }
}

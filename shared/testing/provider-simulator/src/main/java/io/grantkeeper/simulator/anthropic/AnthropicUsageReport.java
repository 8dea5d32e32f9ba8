package io.grantkeeper.simulator.anthropic;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.anthropic.AnthropicTenant.Use;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The usage report in time buckets. It includes empty buckets within the requested window. Calls made in the last five
 * minutes are not counted yet.
 */
final class AnthropicUsageReport {
    private static final Duration COUNTED_AFTER = Duration.ofMinutes(5);

    private record Width(Duration duration, int usual, int most) {}

    private static final Map<String, Width> WIDTHS = Map.of(
            "1m", new Width(Duration.ofMinutes(1), 60, 1_440),
            "1h", new Width(Duration.ofHours(1), 24, 168),
            "1d", new Width(Duration.ofDays(1), 7, 31));

    private AnthropicUsageReport() {}

    static SimulatorResponse answer(AnthropicCall call) {
        Width width = WIDTHS.get(call.request().parameter("bucket_width").orElse("1d"));
        Optional<Instant> from = call.time("starting_at");
        if (width == null || from.isEmpty()) {
            return AnthropicError.invalid("starting_at and a known bucket_width are required");
        }
        int limit = call.request().parameter("limit").map(Integer::parseInt).orElse(width.usual());
        if (limit < 1 || limit > width.most()) {
            return AnthropicError.invalid("limit: too large for this bucket_width");
        }
        Instant end = call.time("ending_at").orElse(call.now());
        Instant start = call.request()
                .parameter("page")
                .map(page -> Instant.ofEpochSecond(Long.parseLong(page.substring("page_".length()), 36)))
                .orElse(from.get());
        List<Map<String, ?>> buckets = new ArrayList<>();
        while (start.isBefore(end) && buckets.size() < limit) {
            buckets.add(bucket(call, start, start.plus(width.duration())));
            start = start.plus(width.duration());
        }
        boolean more = start.isBefore(end);
        return SimulatorResponse.json(
                200,
                object(
                        "data",
                        buckets,
                        "has_more",
                        more,
                        "next_page",
                        more ? "page_" + Long.toString(start.getEpochSecond(), 36) : null));
    }

    private static Map<String, ?> bucket(AnthropicCall call, Instant start, Instant end) {
        boolean byKey = call.request().values("group_by").contains("api_key_id");
        Instant counted = call.now().minus(COUNTED_AFTER);
        Map<String, Integer> tokens = new TreeMap<>();
        for (Use use : call.tenant().uses()) {
            if (!use.at().isBefore(start) && use.at().isBefore(end) && use.at().isBefore(counted)) {
                tokens.merge(byKey ? use.key().orElse("") : "", use.tokens(), Integer::sum);
            }
        }
        List<Map<String, ?>> results = new ArrayList<>();
        tokens.forEach((key, count) -> results.add(object(
                "api_key_id",
                key.isEmpty() ? null : key,
                "workspace_id",
                null,
                "model",
                null,
                "service_tier",
                null,
                "context_window",
                null,
                "uncached_input_tokens",
                count,
                "cache_read_input_tokens",
                0,
                "output_tokens",
                count / 3)));
        return object("starting_at", start, "ending_at", end, "results", results);
    }
}

package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.openai.OpenAiTenant.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The usage report in time buckets. It includes empty buckets within the requested window. Calls made in the last ten
 * minutes are not counted yet.
 */
final class OpenAiUsageReport {
    private static final Duration COUNTED_AFTER = Duration.ofMinutes(10);
    private static final Map<String, Integer> LARGEST = Map.of("1m", 1440, "1h", 168, "1d", 31);
    private static final Map<String, Duration> WIDTHS =
            Map.of("1m", Duration.ofMinutes(1), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));
    /** The values of the member {@code object} in a result, keyed by the type of usage in the path. */
    private static final Map<String, String> NAMES = Map.of(
            "completions", "organization.usage.completions.result",
            "embeddings", "organization.usage.embeddings.result",
            "moderations", "organization.usage.moderations.result",
            "images", "organization.usage.images.result",
            "audio_speeches", "organization.usage.audio_speeches.result",
            "audio_transcriptions", "organization.usage.audio_transcriptions.result");

    private OpenAiUsageReport() {}

    static SimulatorResponse answer(OpenAiCall call) {
        String width = call.request().parameter("bucket_width").orElse("1d");
        String kind = call.variable("kind");
        if (!WIDTHS.containsKey(width) || call.number("start_time").isEmpty() || !NAMES.containsKey(kind)) {
            return OpenAiError.invalid("start_time and a known bucket_width are required");
        }
        long limit = call.number("limit").orElse(7L);
        if (limit < 1 || limit > LARGEST.getOrDefault(width, 0)) {
            return OpenAiError.invalid("limit is too large for this bucket_width");
        }
        long end = call.number("end_time").orElse(OpenAiResponseJson.seconds(call.now()));
        long first = call.request()
                .parameter("page")
                .map(page -> Long.parseLong(page.substring("page_".length()), 16))
                .orElse(call.number("start_time").get());
        long seconds = WIDTHS.getOrDefault(width, Duration.ofDays(1)).toSeconds();
        List<Map<String, ?>> buckets = new ArrayList<>();
        long start = first;
        while (start < end && buckets.size() < limit) {
            buckets.add(bucket(call, kind, start, start + seconds));
            start += seconds;
        }
        boolean more = start < end;
        return SimulatorResponse.json(
                200,
                object(
                        "object",
                        "page",
                        "data",
                        buckets,
                        "has_more",
                        more,
                        "next_page",
                        more ? "page_" + Long.toHexString(start) : null));
    }

    private static Map<String, ?> bucket(OpenAiCall call, String kind, long start, long end) {
        boolean byKey = call.request().values("group_by").contains("api_key_id");
        Instant counted = call.now().minus(COUNTED_AFTER);
        Map<String, Integer> calls = new TreeMap<>();
        for (Use use : call.tenant().uses()) {
            long at = OpenAiResponseJson.seconds(use.at());
            if (use.kind().equals(kind) && at >= start && at < end && use.at().isBefore(counted)) {
                calls.merge(byKey ? use.key() : "", use.calls(), Integer::sum);
            }
        }
        List<Map<String, ?>> results = new ArrayList<>();
        calls.forEach((key, count) -> results.add(result(kind, key, count)));
        return object("object", "bucket", "start_time", start, "end_time", end, "results", results);
    }

    private static Map<String, ?> result(String kind, String key, int calls) {
        Map<String, @Nullable Object> result = object(
                "object",
                NAMES.getOrDefault(kind, ""),
                "num_model_requests",
                calls,
                "project_id",
                null,
                "user_id",
                null,
                "api_key_id",
                key.isEmpty() ? null : key,
                "model",
                null);
        switch (kind) {
            case "images" -> result.put("images", calls);
            case "audio_speeches" -> result.put("characters", calls * 200L);
            case "audio_transcriptions" -> result.put("seconds", calls * 60L);
            case "completions" -> {
                result.put("input_tokens", calls * 120L);
                result.put("output_tokens", calls * 30L);
                result.put("batch", null);
            }
            default -> result.put("input_tokens", calls * 120L);
        }
        return result;
    }
}

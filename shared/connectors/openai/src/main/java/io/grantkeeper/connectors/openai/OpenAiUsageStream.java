package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connector.UsageBucketWidth;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of usage by key, day and kind of call. OpenAI counts usage in time buckets. The stored time is the start
 * of the last bucket with usage, so it is never later than the actual last use. Each kind of call is a partition.
 */
final class OpenAiUsageStream {
    static final StreamId ID = new StreamId("usage");
    /**
     * The usage reports that can be grouped by key. The reports for vector stores and code interpreter sessions cannot.
     */
    private static final List<String> KINDS =
            List.of("audio_speeches", "audio_transcriptions", "completions", "embeddings", "images", "moderations");

    /**
     * The maximum delay before usage is counted. Counts grow for a while after the calls, and OpenAI does not document
     * how long.
     */
    static final Duration LATEST_COUNT = Duration.ofHours(6);

    static final Duration FIRST_LOOK_BACK = Duration.ofDays(90);

    private OpenAiUsageStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) {
        return KINDS.stream().map(kind -> Partition.of(ID, kind, Map.of())).toList();
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        UsageBucketWidth bucket = UsageBucketWidth.forWindow(Duration.between(request.since(), request.until()));
        OpenAiClient api = new OpenAiClient(request.session());
        RequestUri report = api.inOrganization("usage", request.partition().id())
                .with(
                        "start_time",
                        Long.toString(bucket.startOf(request.since()).getEpochSecond()))
                .with("end_time", Long.toString(request.until().getEpochSecond()))
                .with("bucket_width", bucket.width())
                .with("limit", Integer.toString(bucket.maxPerPage()))
                .withArray("group_by", List.of("api_key_id"));
        request.token().ifPresent(page -> report.with("page", page));
        JsonNodeReader answer = api.get(report, OpenAiRateLimits.USAGE);
        return StreamPage.of(
                observations(
                        new OpenAiIds(request.connection()), request.partition().id(), answer),
                next(answer, request.token()));
    }

    private static List<AccessObservation> observations(OpenAiIds ids, String kind, JsonNodeReader answer)
            throws ConnectorException {
        UsageAggregator usage = new UsageAggregator();
        for (JsonNodeReader bucket : answer.list("data")) {
            Instant start = OpenAiTimes.instant(bucket, "start_time");
            for (JsonNodeReader result : bucket.list("results")) {
                boolean counted = result.optionalNumber("num_model_requests").orElse(1L) > 0;
                if (counted && result.has("api_key_id")) {
                    usage.add(ids.key(result.text("api_key_id")), KnownOrUnknown.unknown(), start, Set.of(kind));
                }
            }
        }
        return usage.observations();
    }

    private static Optional<String> next(JsonNodeReader answer, Optional<String> current) throws ConnectorException {
        if (!answer.flag("has_more")) {
            return Optional.empty();
        }
        String next = answer.text("next_page");
        if (current.filter(next::equals).isPresent()) {
            throw answer.member("next_page").unexpected("the token of a different page");
        }
        return Optional.of(next);
    }
}

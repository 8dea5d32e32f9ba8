package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.UsageBucketWidth;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of usage by key, day and kind of call. OpenAI counts usage in time buckets. The stored time is the start
 * of
 * the last bucket with usage, so it is never later than the actual last use. Each kind of call is a partition.
 */
final class OpenAiUsageStream implements AccessStream {
    static final StreamId ID = new StreamId("usage");
    /**
     * The usage reports that can be grouped by key. The reports for vector stores and code interpreter sessions cannot.
     */
    private static final List<String> KINDS =
            List.of("audio_speeches", "audio_transcriptions", "completions", "embeddings", "images", "moderations");

    /**
     * How late usage can be counted. Counts grow for a while after the calls, and OpenAI does not document how long.
     */
    private static final Duration LATEST_COUNT = Duration.ofHours(6);

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(90);

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Usage by key";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(OpenAiScopes.USAGE);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(6);
    }

    @Override
    public Duration overlap() {
        return LATEST_COUNT;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return KINDS.stream().map(kind -> Partition.of(ID, kind, Map.of())).toList();
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        UsageBucketWidth bucket = UsageBucketWidth.forWindow(Duration.between(since, window.until()));
        OpenAiClient api = new OpenAiClient(session);
        RequestUri report = api.inOrganization("usage", partition.id())
                .with("start_time", Long.toString(bucket.startOf(since).getEpochSecond()))
                .with("end_time", Long.toString(window.until().getEpochSecond()))
                .with("bucket_width", bucket.width())
                .with("limit", Integer.toString(bucket.maxPerPage()))
                .withArray("group_by", List.of("api_key_id"));
        from.token().ifPresent(page -> report.with("page", page));
        JsonNodeReader answer = api.get(report, OpenAiRateLimits.USAGE);
        List<Observation> items =
                observations(new OpenAiIds(session.connection().id()), partition.id(), answer);
        Optional<String> next = next(answer, from.token());
        return next.map(page -> StreamPage.more(items, PartitionCursor.at(page)))
                .orElseGet(() -> StreamPage.last(items));
    }

    private static List<Observation> observations(OpenAiIds naming, String kind, JsonNodeReader answer)
            throws ConnectorException {
        SortedMap<RowKey, DailyUsage> days = new TreeMap<>();
        for (JsonNodeReader bucket : answer.list("data")) {
            Instant start = OpenAiTimes.instant(bucket, "start_time");
            for (JsonNodeReader result : bucket.list("results")) {
                boolean counted = result.optionalNumber("num_model_requests").orElse(1L) > 0;
                if (counted && result.has("api_key_id")) {
                    DailyUsage usage = new DailyUsage(
                            naming.key(result.text("api_key_id")),
                            Knowledge.unknown(),
                            start.atZone(ZoneOffset.UTC).toLocalDate(),
                            start,
                            new TreeSet<>(Set.of(kind)));
                    days.merge(RowKey.usage(usage), usage, DailyUsage::merge);
                }
            }
        }
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
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

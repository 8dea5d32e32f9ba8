package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.UsageBucket;
import io.grantkeeper.connector.http.Address;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Usage;
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
 * Which key was used on which day for which kind of call. OpenAI counts in buckets; what is kept is the beginning of the
 * last bucket that counted something, so a last use is never told later than it was. A partition is a kind of call.
 */
final class UsageByKey implements AccessStream {
    static final StreamId ID = new StreamId("usage");
    /** The reports that can be grouped by key; those of vector stores and code interpreter sessions cannot. */
    private static final List<String> KINDS =
            List.of("audio_speeches", "audio_transcriptions", "completions", "embeddings", "images", "moderations");

    /** Counts grow for a while after the calls; how long is not said. */
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
        return Set.of(Scopes.USAGE);
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
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        UsageBucket bucket = UsageBucket.over(Duration.between(since, window.until()));
        OpenAiApi api = new OpenAiApi(session);
        Address report = api.at("usage", partition.id())
                .with("start_time", Long.toString(bucket.beginning(since).getEpochSecond()))
                .with("end_time", Long.toString(window.until().getEpochSecond()))
                .with("bucket_width", bucket.width())
                .with("limit", Integer.toString(bucket.most()))
                .withEach("group_by", List.of("api_key_id"));
        from.token().ifPresent(page -> report.with("page", page));
        JsonBody answer = api.get(report, Limits.USAGE);
        List<Observation> items = observations(new Naming(session.connection().id()), partition.id(), answer);
        Optional<String> next = next(answer, from.token());
        return next.map(page -> Page.more(items, Cursor.at(page))).orElseGet(() -> Page.last(items));
    }

    private static List<Observation> observations(Naming naming, String kind, JsonBody answer)
            throws ConnectorException {
        SortedMap<RowKey, Usage> days = new TreeMap<>();
        for (JsonBody bucket : answer.list("data")) {
            Instant start = Epoch.instant(bucket, "start_time");
            for (JsonBody result : bucket.list("results")) {
                boolean counted = result.optionalNumber("num_model_requests").orElse(1L) > 0;
                if (counted && result.has("api_key_id")) {
                    Usage usage = new Usage(
                            naming.key(result.text("api_key_id")),
                            Knowledge.unknown(),
                            start.atZone(ZoneOffset.UTC).toLocalDate(),
                            start,
                            new TreeSet<>(Set.of(kind)));
                    days.merge(RowKey.usage(usage), usage, Usage::merge);
                }
            }
        }
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
    }

    private static Optional<String> next(JsonBody answer, Optional<String> current) throws ConnectorException {
        if (!answer.flag("has_more")) {
            return Optional.empty();
        }
        String next = answer.text("next_page");
        if (current.filter(next::equals).isPresent()) {
            throw answer.member("next_page").unexpected("another page's token");
        }
        return Optional.of(next);
    }
}

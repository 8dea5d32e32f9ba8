package io.grantkeeper.connectors.anthropic;

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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of usage by key and day, which is the only source for when a key was last used. Anthropic counts usage in
 * time buckets. The stored time is the start of the last bucket with usage, so it is never later than the actual last
 * use.
 */
final class AnthropicUsageStream implements AccessStream {
    static final StreamId ID = new StreamId("usage");
    private static final String CALL = "messages";
    /**
     * How late usage can be counted. Anthropic documents five minutes, but a batch is counted when it ends, which can
     * take a
     * day.
     */
    private static final Duration LATEST_COUNT = Duration.ofHours(24);

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
        return Set.of(AnthropicScopes.ADMIN);
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
        return List.of(Partition.whole(ID));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        UsageBucketWidth bucket = UsageBucketWidth.forWindow(Duration.between(since, window.until()));
        AnthropicClient api = new AnthropicClient(session);
        RequestUri report = api.inOrganization("usage_report", "messages")
                .with("starting_at", bucket.startOf(since).toString())
                .with("ending_at", window.until().toString())
                .with("bucket_width", bucket.width())
                .with("limit", Integer.toString(bucket.maxPerPage()))
                .withArray("group_by", List.of("api_key_id"));
        from.token().ifPresent(page -> report.with(AnthropicPaging.BY_TOKEN.parameter(), page));
        AnthropicPaging.RawPage page =
                AnthropicPaging.BY_TOKEN.read(api.get(report, AnthropicRateLimits.USAGE), from.token());
        List<Observation> items =
                observations(new AnthropicIds(session.connection().id()), page.rows());
        return page.next()
                .map(next -> StreamPage.more(items, PartitionCursor.at(next)))
                .orElseGet(() -> StreamPage.last(items));
    }

    /** Converts buckets to observations. Usage of the Workbench names no key and is skipped. */
    private static List<Observation> observations(AnthropicIds naming, List<JsonNodeReader> buckets)
            throws ConnectorException {
        SortedMap<RowKey, DailyUsage> days = new TreeMap<>();
        for (JsonNodeReader bucket : buckets) {
            Instant start = bucket.instant("starting_at");
            for (JsonNodeReader result : bucket.list("results")) {
                if (result.has("api_key_id")) {
                    DailyUsage usage = new DailyUsage(
                            naming.key(result.text("api_key_id")),
                            Knowledge.unknown(),
                            start.atZone(ZoneOffset.UTC).toLocalDate(),
                            start,
                            new TreeSet<>(Set.of(CALL)));
                    days.merge(RowKey.usage(usage), usage, DailyUsage::merge);
                }
            }
        }
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
    }
}

package io.grantkeeper.connectors.anthropic;

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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which key was used on which day: the only source of a last use. Anthropic counts in buckets; what is kept is the
 * beginning of the last bucket that counted something, so a last use is never told later than it was.
 */
final class UsageByKey implements AccessStream {
    static final StreamId ID = new StreamId("usage");
    private static final String CALL = "messages";
    /** Anthropic says five minutes; counts of batches come when the batch ends, which may take a day. */
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
        return Set.of(Scopes.ADMIN);
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
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        UsageBucket bucket = UsageBucket.over(Duration.between(since, window.until()));
        AnthropicApi api = new AnthropicApi(session);
        Address report = api.inOrganization("usage_report", "messages")
                .with("starting_at", bucket.beginning(since).toString())
                .with("ending_at", window.until().toString())
                .with("bucket_width", bucket.width())
                .with("limit", Integer.toString(bucket.most()))
                .withEach("group_by", List.of("api_key_id"));
        from.token().ifPresent(page -> report.with(Paging.BY_TOKEN.parameter(), page));
        Paging.Read page = Paging.BY_TOKEN.read(api.get(report, Limits.USAGE), from.token());
        List<Observation> items = observations(new Naming(session.connection().id()), page.rows());
        return page.next().map(next -> Page.more(items, Cursor.at(next))).orElseGet(() -> Page.last(items));
    }

    /** Usage of the Workbench names no key. */
    private static List<Observation> observations(Naming naming, List<JsonBody> buckets) throws ConnectorException {
        SortedMap<RowKey, Usage> days = new TreeMap<>();
        for (JsonBody bucket : buckets) {
            Instant start = bucket.instant("starting_at");
            for (JsonBody result : bucket.list("results")) {
                if (result.has("api_key_id")) {
                    Usage usage = new Usage(
                            naming.key(result.text("api_key_id")),
                            Knowledge.unknown(),
                            start.atZone(ZoneOffset.UTC).toLocalDate(),
                            start,
                            new TreeSet<>(Set.of(CALL)));
                    days.merge(RowKey.usage(usage), usage, Usage::merge);
                }
            }
        }
        return days.values().stream().<Observation>map(UsageObserved::new).toList();
    }
}

package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogPageBuilder;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of activities from the Compliance API, newest first. It reports who created and disabled keys, including
 * admin keys, which no listing contains. Anthropic shows an activity within a minute and keeps it for six years.
 */
final class AnthropicActivitiesStream implements AccessStream {
    static final StreamId ID = new StreamId("activities");
    private static final Duration LATEST_ROW = Duration.ofMinutes(10);
    /**
     * The period that the first read covers. It is long, because admin keys that were created years ago can still
     * be valid, and only this feed reports them.
     */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(365);

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Activities";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(AnthropicScopes.ACTIVITIES);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration overlap() {
        return LATEST_ROW;
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
        AnthropicClient api = new AnthropicClient(session);
        RequestUri feed = api.activities()
                .with("created_at.gte", since.toString())
                .with("created_at.lt", window.until().toString())
                .with("limit", Integer.toString(api.pageSize()))
                .withArray("activity_types", AnthropicActivityTypes.requestedTypes());
        from.token().ifPresent(after -> feed.with(AnthropicPaging.BY_ID.parameter(), after));
        AnthropicPaging.RawPage page = AnthropicPaging.BY_ID.read(
                api.get(feed, AnthropicRateLimits.COMPLIANCE, credential(session)), from.token());
        AnthropicIds naming = new AnthropicIds(session.connection().id());
        LogPageBuilder told = new LogPageBuilder(window, LATEST_ROW);
        for (JsonNodeReader row : page.rows()) {
            Optional<AnthropicActivity> read = AnthropicActivity.read(naming, row);
            read.ifPresent(change -> told.add(change.event(), change.rereads()));
        }
        return told.toPage(page.next());
    }

    private static String credential(ProviderSession session) throws ConnectorException {
        return session.credential(AnthropicClient.COMPLIANCE_KEY).isPresent()
                ? AnthropicClient.COMPLIANCE_KEY
                : AnthropicClient.ADMIN_KEY;
    }
}

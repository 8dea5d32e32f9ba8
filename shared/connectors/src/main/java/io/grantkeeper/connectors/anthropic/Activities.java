package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogPage;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.Address;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The activity feed of the Compliance API, newest first: who made and switched off keys, admin keys included, which are
 * listed nowhere. Anthropic shows an activity within a minute and keeps it for six years.
 */
final class Activities implements AccessStream {
    static final StreamId ID = new StreamId("activities");
    private static final Duration LATEST_ROW = Duration.ofMinutes(10);
    /** Admin keys that were made long ago still hold, and nothing else tells of them. */
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
        return Set.of(Scopes.ACTIVITIES);
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
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        AnthropicApi api = new AnthropicApi(session);
        Address feed = api.activities()
                .with("created_at.gte", since.toString())
                .with("created_at.lt", window.until().toString())
                .with("limit", Integer.toString(api.pageSize()))
                .withEach("activity_types", ActivityMeaning.types());
        from.token().ifPresent(after -> feed.with(Paging.BY_ID.parameter(), after));
        Paging.Read page = Paging.BY_ID.read(api.get(feed, Limits.COMPLIANCE, credential(session)), from.token());
        Naming naming = new Naming(session.connection().id());
        LogPage told = new LogPage(window, LATEST_ROW);
        for (JsonBody row : page.rows()) {
            Optional<Activity> read = Activity.read(naming, row);
            read.ifPresent(change -> told.add(change.event(), change.rereads()));
        }
        return told.before(page.next());
    }

    private static String credential(ProviderSession session) throws ConnectorException {
        return session.credential(AnthropicApi.COMPLIANCE_KEY).isPresent()
                ? AnthropicApi.COMPLIANCE_KEY
                : AnthropicApi.ADMIN_KEY;
    }
}

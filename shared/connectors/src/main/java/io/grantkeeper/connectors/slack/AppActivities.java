package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What apps on Slack's own platform did: workflows, functions, calls of MCP tools. It is the only report of use that is
 * neither the audit log's nor the app's own.
 */
final class AppActivities implements AccessStream {
    static final StreamId ID = new StreamId("app-activities");

    private static final String PAGE_SIZE = "100";
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);
    private static final Duration OVERLAP = Duration.ofHours(1);

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Activity of apps on Slack's platform";
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
        return Duration.ofHours(6);
    }

    @Override
    public Duration overlap() {
        return OVERLAP;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        Map<String, String> arguments = new HashMap<>(Map.of(
                "limit", PAGE_SIZE,
                "min_date_created", micros(since),
                "max_date_created", micros(window.until())));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonBody answer = api.read(SlackMethod.APPS_ACTIVITIES, arguments);
        Naming naming = new Naming(api.connection());
        UsageFold usage = new UsageFold();
        for (JsonBody row : answer.list("activities")) {
            collect(naming, row, window, usage);
        }
        Optional<String> next = Read.nextCursor(answer, from.token().orElse(""));
        return next.isPresent()
                ? Page.more(usage.observations(), Cursor.at(next.get()))
                : Page.last(usage.observations());
    }

    /** Rows about Slack's own doings name no app. */
    private static void collect(Naming naming, JsonBody row, LogWindow window, UsageFold into)
            throws ConnectorException {
        Optional<String> app = Read.optional(row, "app_id");
        Instant at = instant(row.number("created"));
        if (app.isEmpty() || !at.isBefore(window.until())) {
            return;
        }
        Optional<JsonBody> payload = row.optionalObject("payload");
        Optional<String> user = Read.optional(payload, "user_id");
        if (user.isEmpty()) {
            user = Read.optional(payload, "actor");
        }
        String call =
                Read.optional(payload, "tool_name").map(tool -> "mcp:" + tool).orElse("");
        into.add(
                naming.app(app.get()),
                naming.known(user),
                at,
                call.isEmpty() ? Read.optional(row, "event_type").orElse("activity") : call);
    }

    private static String micros(Instant instant) {
        return Long.toString(TimeUnit.SECONDS.toMicros(instant.getEpochSecond()));
    }

    /** Slack's pages say microseconds; a value too small for them is taken for seconds. */
    private static Instant instant(long created) {
        return created < 100_000_000_000L
                ? Instant.ofEpochSecond(created)
                : Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(created));
    }
}

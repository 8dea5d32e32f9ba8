package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * The stream of what apps did on Slack's own platform: workflows, functions and calls of MCP tools. Apart from the
 * audit
 * log and the apps' own records, only this stream reports usage.
 */
final class SlackAppActivitiesStream implements AccessStream {
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
        return "App activity on Slack's platform";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(SlackScopes.ACTIVITIES);
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
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        Map<String, String> arguments = new HashMap<>(Map.of(
                "limit", PAGE_SIZE,
                "min_date_created", toMicros(since),
                "max_date_created", toMicros(window.until())));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonNodeReader answer = api.read(SlackMethod.APPS_ACTIVITIES, arguments);
        SlackIds naming = new SlackIds(api.connection());
        SlackUsageAggregator usage = new SlackUsageAggregator();
        for (JsonNodeReader row : answer.list("activities")) {
            collect(naming, row, window, usage);
        }
        Optional<String> next = SlackJson.nextCursor(answer, from.token().orElse(""));
        return next.isPresent()
                ? StreamPage.more(usage.observations(), PartitionCursor.at(next.get()))
                : StreamPage.last(usage.observations());
    }

    /** Adds the usage from a row. Rows about Slack's own activity name no app and are skipped. */
    private static void collect(SlackIds naming, JsonNodeReader row, LogWindow window, SlackUsageAggregator into)
            throws ConnectorException {
        Optional<String> app = SlackJson.optional(row, "app_id");
        Instant at = toInstant(row.number("created"));
        if (app.isEmpty() || !at.isBefore(window.until())) {
            return;
        }
        Optional<JsonNodeReader> payload = row.optionalObject("payload");
        Optional<String> user = SlackJson.optional(payload, "user_id");
        if (user.isEmpty()) {
            user = SlackJson.optional(payload, "actor");
        }
        String call = SlackJson.optional(payload, "tool_name")
                .map(tool -> "mcp:" + tool)
                .orElse("");
        into.add(
                naming.app(app.get()),
                naming.personOrUnknown(user),
                at,
                call.isEmpty() ? SlackJson.optional(row, "event_type").orElse("activity") : call);
    }

    private static String toMicros(Instant instant) {
        return Long.toString(TimeUnit.SECONDS.toMicros(instant.getEpochSecond()));
    }

    /**
     * Converts a timestamp to an instant. Slack documents microseconds; a value that is too small to be microseconds is
     * read as seconds.
     */
    private static Instant toInstant(long created) {
        return created < 100_000_000_000L
                ? Instant.ofEpochSecond(created)
                : Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(created));
    }
}

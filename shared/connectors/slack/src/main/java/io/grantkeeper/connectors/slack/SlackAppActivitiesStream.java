package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The stream of what apps did on Slack's own platform: workflows, functions and calls of MCP tools. The only other
 * source of usage is the audit log.
 */
final class SlackAppActivitiesStream {
    static final StreamId ID = new StreamId("app-activities");

    private static final String PAGE_SIZE = "100";
    static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);
    static final Duration OVERLAP = Duration.ofHours(1);

    private SlackAppActivitiesStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        Map<String, String> arguments = Map.of(
                "limit", PAGE_SIZE,
                "min_date_created", toMicros(request.since()),
                "max_date_created", toMicros(request.until()));
        RowPage page = new SlackClient(request.session())
                .page(SlackMethod.APPS_ACTIVITIES, arguments, "activities", request.token());
        SlackIds ids = new SlackIds(request.connection());
        UsageAggregator usage = new UsageAggregator();
        for (JsonNodeReader row : page.rows()) {
            collect(ids, row, request.until(), usage);
        }
        return StreamPage.of(usage.observations(), page.next());
    }

    /** Adds the usage from a row. Rows about Slack's own activity name no app and are skipped. */
    private static void collect(SlackIds ids, JsonNodeReader row, Instant until, UsageAggregator into)
            throws ConnectorException {
        Optional<String> app = row.optionalNonBlank("app_id");
        Instant at = toInstant(row.number("created"));
        if (app.isEmpty() || !at.isBefore(until)) {
            return;
        }
        JsonNodeReader payload = row.objectOrEmpty("payload");
        Optional<String> user = payload.optionalNonBlank("user_id");
        if (user.isEmpty()) {
            user = payload.optionalNonBlank("actor");
        }
        String call =
                payload.optionalNonBlank("tool_name").map(tool -> "mcp:" + tool).orElse("");
        into.add(
                ids.app(app.get()),
                ids.personOrUnknown(user),
                at,
                Set.of(call.isEmpty() ? row.optionalNonBlank("event_type").orElse("activity") : call));
    }

    private static String toMicros(Instant instant) {
        return Long.toString(TimeUnit.SECONDS.toMicros(instant.getEpochSecond()));
    }

    /**
     * Converts a timestamp to an instant. Slack documents microseconds; a value that is too small to be microseconds is
     * interpreted as seconds.
     */
    private static Instant toInstant(long created) {
        return created < 100_000_000_000L
                ? Instant.ofEpochSecond(created)
                : Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(created));
    }
}

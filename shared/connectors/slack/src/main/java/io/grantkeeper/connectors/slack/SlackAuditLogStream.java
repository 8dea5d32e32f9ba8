package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.ActivityMapper;
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

/**
 * The stream of the organization's audit log: installs, approvals, agents, MCP servers and their usage, and people.
 * Most of the log is about sign-ins and files, so only relevant actions are read. Each group of relevant actions is a
 * partition. If a row shows that a listing changed, the listing is read again, because Slack sends hardly any events
 * about third-party apps.
 */
final class SlackAuditLogStream {
    private static final ActivityMapper ACTIVITIES = new SlackActivityMapper();

    static final StreamId ID = new StreamId("audit-log");

    private static final String ACTIONS = "actions";
    /** The number of rows per page. Slack accepts up to 9,999, but such a response would be very large. */
    private static final String PAGE_SIZE = "1000";

    static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /**
     * The overlap of consecutive windows, which is the assumed maximum delay before a row appears. Slack documents no
     * lag; the figure is Grantkeeper's choice.
     */
    static final Duration OVERLAP = Duration.ofHours(2);

    private SlackAuditLogStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) {
        return SlackAuditActions.groups().keySet().stream()
                .map(group -> Partition.of(ID, group, Map.of(ACTIONS, group)))
                .toList();
    }

    /**
     * Reads one page. Rows after the end of the window are dropped here, because Slack's documentation describes {@code
     * latest} as inclusive in some places and as exclusive in others.
     */
    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        Map<String, String> arguments = new HashMap<>(Map.of(
                "oldest", Long.toString(request.since().getEpochSecond()),
                "latest", Long.toString(request.until().getEpochSecond()),
                "limit", PAGE_SIZE));
        Optional<List<String>> actions = Optional.ofNullable(
                SlackAuditActions.groups().get(request.partition().id()));
        actions.ifPresent(names -> arguments.put("action", String.join(",", names)));
        RowPage page = new SlackClient(request.session()).auditLogs(arguments, request.token());
        Instant until = request.until();
        SlackEvidenceCollector evidence =
                new SlackEvidenceCollector(new SlackIds(request.connection()), until.minus(OVERLAP));
        for (JsonNodeReader entry : page.rows()) {
            SlackAuditRow row = SlackAuditRow.read(entry);
            if (row.at().isBefore(until)) {
                evidence.add(row);
            }
        }
        return StreamPage.of(evidence.observations(), evidence.rereads(), page.next())
                .withActivities(JsonNodeReader.activities(page.rows(), ACTIVITIES, "audit"));
    }
}

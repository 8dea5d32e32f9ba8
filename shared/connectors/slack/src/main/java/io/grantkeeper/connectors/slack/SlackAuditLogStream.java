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

/**
 * The stream of the organization's audit log: installs, approvals, agents, MCP servers and their usage, and people.
 * Each group of actions is a partition, because most of the log is about sign-ins and files. If a row shows that a
 * listing changed, the listing is read again, because Slack sends hardly any events about third-party apps.
 */
final class SlackAuditLogStream implements AccessStream {
    static final StreamId ID = new StreamId("audit-log");

    private static final String ACTIONS = "actions";
    /** The number of rows per page. Slack accepts up to 9,999, but such a response would be very large. */
    private static final String PAGE_SIZE = "1000";

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /** How late a row can appear. Slack documents no lag; the figure is Grantkeeper's choice. */
    private static final Duration OVERLAP = Duration.ofHours(2);

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Audit log";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LOG;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(SlackScopes.AUDIT);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration overlap() {
        return OVERLAP;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return SlackAuditActions.groups().keySet().stream()
                .map(group -> Partition.of(ID, group, Map.of(ACTIONS, group)))
                .toList();
    }

    /**
     * Reads one page. Rows after the end of the window are dropped here, because Slack's documentation describes {@code
     * latest} as inclusive in some places and as exclusive in others.
     */
    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        Map<String, String> arguments = new HashMap<>(Map.of(
                "oldest", Long.toString(since.getEpochSecond()),
                "latest", Long.toString(window.until().getEpochSecond()),
                "limit", PAGE_SIZE));
        Optional<List<String>> actions =
                Optional.ofNullable(SlackAuditActions.groups().get(partition.id()));
        actions.ifPresent(names -> arguments.put("action", String.join(",", names)));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonNodeReader answer = api.auditLogs(arguments);
        SlackEvidenceCollector evidence = new SlackEvidenceCollector(
                new SlackIds(api.connection()), window.until().minus(OVERLAP));
        for (JsonNodeReader entry : answer.list("entries")) {
            SlackAuditRow row = SlackAuditRow.read(entry);
            if (row.at().isBefore(window.until())) {
                evidence.add(row);
            }
        }
        Optional<String> next = SlackJson.nextCursor(answer, from.token().orElse(""));
        return next.isPresent()
                ? new StreamPage.More(evidence.observations(), evidence.rereads(), PartitionCursor.at(next.get()))
                : new StreamPage.Last(evidence.observations(), evidence.rereads());
    }
}

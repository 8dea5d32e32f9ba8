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

/**
 * The organisation's audit log: installs, approvals, agents, MCP servers and their use, people. Each group of actions is
 * a partition, since a log of everything is mostly sign-ins and files. Rows that show a listing to have changed have it
 * read again: of third-party apps, Slack sends hardly any events.
 */
final class AuditLog implements AccessStream {
    static final StreamId ID = new StreamId("audit-log");

    private static final String ACTIONS = "actions";
    /** Slack takes up to 9,999; an answer should stay small. */
    private static final String PAGE_SIZE = "1000";

    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /** Slack states no lag; two hours are ours. */
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
        return Set.of(Scopes.AUDIT);
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
        return AuditMeaning.groups().keySet().stream()
                .map(group -> Partition.of(ID, group, Map.of(ACTIONS, group)))
                .toList();
    }

    /** {@code latest} is inclusive in some pages and exclusive in others, so the window's end is kept here. */
    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        LogWindow window = LogWindow.of(partition);
        Instant since = window.sinceOr(window.until().minus(FIRST_LOOK_BACK));
        Map<String, String> arguments = new HashMap<>(Map.of(
                "oldest", Long.toString(since.getEpochSecond()),
                "latest", Long.toString(window.until().getEpochSecond()),
                "limit", PAGE_SIZE));
        Optional<List<String>> actions =
                Optional.ofNullable(AuditMeaning.groups().get(partition.id()));
        actions.ifPresent(names -> arguments.put("action", String.join(",", names)));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonBody answer = api.auditLogs(arguments);
        AuditEvidence evidence =
                new AuditEvidence(new Naming(api.connection()), window.until().minus(OVERLAP));
        for (JsonBody entry : answer.list("entries")) {
            AuditRow row = AuditRow.read(entry);
            if (row.at().isBefore(window.until())) {
                evidence.add(row);
            }
        }
        Optional<String> next = Read.nextCursor(answer, from.token().orElse(""));
        return next.isPresent()
                ? new Page.More(evidence.observations(), evidence.rereads(), Cursor.at(next.get()))
                : new Page.Last(evidence.observations(), evidence.rereads());
    }
}

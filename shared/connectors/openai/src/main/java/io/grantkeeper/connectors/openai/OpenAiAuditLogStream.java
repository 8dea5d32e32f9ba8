package io.grantkeeper.connectors.openai;

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
 * The stream of the audit log, newest first: who created, changed and deleted keys, service accounts and
 * certificates. If a row appears while pages are read, it comes before the current page; the next window,
 * which overlaps, includes it.
 */
final class OpenAiAuditLogStream implements AccessStream {
    static final StreamId ID = new StreamId("audit-log");
    /** How late a row can appear. OpenAI documents a delay of minutes; an hour leaves a margin. */
    private static final Duration LATEST_ROW = Duration.ofHours(1);
    /**
     * The period that the first read covers. It is long, because OpenAI does not document the log's retention, and
     * no other source shows who created a key long ago.
     */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);

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
        return Set.of(OpenAiScopes.AUDIT_LOG);
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
        OpenAiClient api = new OpenAiClient(session);
        RequestUri log = api.inOrganization("audit_logs")
                .with("effective_at[gte]", Long.toString(since.getEpochSecond()))
                .with("effective_at[lt]", Long.toString(window.until().getEpochSecond()))
                .withArray("event_types", OpenAiAuditTypes.requestedTypes());
        OpenAiPage page = api.page(log, from);
        OpenAiIds naming = new OpenAiIds(session.connection().id());
        LogPageBuilder told = new LogPageBuilder(window, LATEST_ROW);
        for (JsonNodeReader row : page.rows()) {
            Optional<OpenAiAuditRow> read = OpenAiAuditRow.read(naming, row);
            read.ifPresent(change -> told.add(change.event(), change.rereads()));
        }
        return told.toPage(page.next());
    }
}

package io.grantkeeper.connectors.openai;

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
 * Who made, changed and deleted keys, service accounts and certificates, newest first. A row that appears while pages
 * are read lies before the page we are at; the next window's overlap brings it.
 */
final class AuditLog implements AccessStream {
    static final StreamId ID = new StreamId("audit-log");
    /** OpenAI says minutes; an hour is kept for its bad days. */
    private static final Duration LATEST_ROW = Duration.ofHours(1);
    /** How long OpenAI keeps the log is not said; who made a key long ago is told nowhere else. */
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
        return Set.of(Scopes.AUDIT_LOG);
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
        OpenAiApi api = new OpenAiApi(session);
        Address log = api.at("audit_logs")
                .with("effective_at[gte]", Long.toString(since.getEpochSecond()))
                .with("effective_at[lt]", Long.toString(window.until().getEpochSecond()))
                .withEach("event_types", AuditMeaning.types());
        CursorPage page = api.page(log, from);
        Naming naming = new Naming(session.connection().id());
        LogPage told = new LogPage(window, LATEST_ROW);
        for (JsonBody row : page.rows()) {
            Optional<AuditRow> read = AuditRow.read(naming, row);
            read.ifPresent(change -> told.add(change.event(), change.rereads()));
        }
        return told.before(page.next());
    }
}

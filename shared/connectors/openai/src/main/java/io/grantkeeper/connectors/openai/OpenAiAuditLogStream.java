package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogPageBuilder;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.Optional;

/**
 * The stream of the audit log, newest first: who created, changed and deleted keys, service accounts and
 * certificates. If a row appears while pages are read, it comes before the current page; the next window,
 * which overlaps, includes it.
 */
final class OpenAiAuditLogStream {
    private static final ActivityMapper ACTIVITIES = new OpenAiActivityMapper();

    static final StreamId ID = new StreamId("audit-log");
    /** The maximum delay before a row appears. OpenAI documents a delay of minutes; an hour leaves a margin. */
    static final Duration LATEST_ROW = Duration.ofHours(1);
    /**
     * The period that the first read covers. It is long, because OpenAI does not document the log's retention, and
     * no other source shows who created a key long ago.
     */
    static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);

    private OpenAiAuditLogStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        LogWindow window = request.window();
        OpenAiClient api = new OpenAiClient(request.session());
        RequestUri log = api.inOrganization("audit_logs")
                .with("effective_at[gte]", Long.toString(request.since().getEpochSecond()))
                .with("effective_at[lt]", Long.toString(request.until().getEpochSecond()))
                .withArray("event_types", OpenAiAuditTypes.requestedTypes());
        RowPage page = api.page(log, request.token());
        OpenAiIds ids = new OpenAiIds(request.connection());
        LogPageBuilder told = new LogPageBuilder(window, LATEST_ROW);
        for (JsonNodeReader row : page.rows()) {
            Optional<OpenAiAuditRow> read = OpenAiAuditRow.read(ids, row);
            read.ifPresent(change -> told.add(change.event(), change.rereads()));
        }
        return told.toPage(page.next()).withActivities(JsonNodeReader.activities(page.rows(), ACTIVITIES, "audit"));
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.Optional;

/**
 * A stream of a log from the Reports API, read over a time window. Rows can appear hours late, so each window overlaps
 * the previous one. Every row has its own key, so reading a row again adds nothing.
 */
abstract sealed class GoogleReportStream implements AccessStream
        permits GoogleTokenActivityStream,
                GoogleAdminActivityStream,
                GoogleLoginActivityStream,
                GoogleDriveActivityStream {
    private static final ActivityMapper ACTIVITIES = new GoogleActivityMapper();

    /** The period for which Google retains these logs. Google rejects earlier start times. */
    static final Duration KEPT = Duration.ofDays(180);

    /** Google's maximum page size (activities.list, maxResults). */
    private static final String PAGE_SIZE = "1000";

    /**
     * The overlap of consecutive windows. It exceeds the lag that Google documents: minutes for admin and login rows,
     * and up to hours for others.
     */
    private static final Duration OVERLAP = Duration.ofHours(6);

    private final StreamDefinition definition;
    private final String application;

    /**
     * Creates a stream.
     *
     * @param application the report's name in URLs: {@code token}
     */
    GoogleReportStream(StreamId id, String title, String application) {
        this.definition = StreamDefinition.log(id, title)
                .withScopes(GoogleScopes.REPORTS)
                .withFreshFor(Duration.ofHours(1))
                .withOverlap(OVERLAP);
        this.application = application;
    }

    /** Returns how far back the first read goes. */
    abstract Duration firstLookBack(GoogleSettings settings);

    abstract void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into);

    /** Returns whether an activity is stored. */
    boolean keeps(Activity activity) {
        return true;
    }

    @Override
    public final StreamDefinition definition() {
        return definition;
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        String token = from.token().orElse("");
        JsonNodeReader answer =
                list(session, partition, firstLookBack(GoogleSettings.of(session)), Optional.empty(), token);
        GoogleEvidenceCollector evidence = evidence(session, answer);
        Optional<String> next = GoogleJson.nextPage(answer, token);
        return StreamPage.of(evidence.observations(), evidence.rereads(), next)
                .withActivities(JsonNodeReader.activities(answer.listOrEmpty("items"), ACTIVITIES, application).stream()
                        .filter(this::keeps)
                        .toList());
    }

    final GoogleEvidenceCollector evidence(ProviderSession session, JsonNodeReader answer) throws ConnectorException {
        GoogleEvidenceCollector evidence = new GoogleEvidenceCollector();
        for (JsonNodeReader row : answer.listOrEmpty("items")) {
            collect(session.connection().id(), GoogleActivityRow.of(row), evidence);
        }
        return evidence;
    }

    /**
     * Reads one page.
     *
     * @param event the only event to list, or empty for all; a filtered listing has a tenth of the quota
     */
    final JsonNodeReader list(
            ProviderSession session, Partition partition, Duration lookBack, Optional<String> event, String token)
            throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        LogWindow window = LogWindow.of(partition);
        GoogleRequestUri address = activities(settings, application)
                .with("startTime", window.start(lookBack, KEPT).toString())
                .with("endTime", window.until().toString())
                .with("maxResults", PAGE_SIZE);
        // Google accepts only a real customer id here, not the alias.
        if (!settings.customer().equals(GoogleSettings.MY_CUSTOMER)) {
            address.with("customerId", settings.customer());
        }
        event.ifPresent(name -> address.with("eventName", name));
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        String limit = event.isPresent() ? GoogleRateLimits.REPORTS_FILTERED : GoogleRateLimits.REPORTS;
        return GoogleClient.get(session, address.uri(), limit);
    }

    /** Returns the URL of the activities of all users in a report, or of a path below that URL. */
    static GoogleRequestUri activities(GoogleSettings settings, String application, String... below) {
        return GoogleRequestUri.of(
                        settings.adminUrl(), "admin", "reports", "v1", "activity", "users", "all", "applications")
                .append(application)
                .append(below);
    }
}

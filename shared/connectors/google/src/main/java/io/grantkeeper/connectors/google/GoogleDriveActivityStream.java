package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;

/**
 * The stream of what apps and agents do with files, from the Drive log. It provides activities only. What people do
 * themselves is most of the log, and is not stored.
 */
final class GoogleDriveActivityStream extends GoogleReportStream {
    static final StreamId ID = new StreamId("drive-activity");
    static final String APPLICATION = "drive";

    GoogleDriveActivityStream() {
        super(ID, "What apps do with files, from the Drive log", APPLICATION);
    }

    /** Returns the days whose activities a sweep stores; older rows would be read for nothing. */
    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return Duration.ofDays(3);
    }

    @Override
    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        // Who can read a file is no evidence of a grant.
    }

    @Override
    boolean keeps(Activity activity) {
        return activity.isUse() || !activity.effects().isEmpty();
    }
}

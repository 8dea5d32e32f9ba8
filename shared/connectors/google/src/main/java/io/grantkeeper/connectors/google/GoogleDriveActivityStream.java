package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;

/**
 * The stream of file activity by apps and agents, from the Drive log. It provides only activities. Most of the log
 * consists of actions that people perform themselves; these are not stored.
 */
final class GoogleDriveActivityStream extends GoogleReportStream {
    static final StreamId ID = new StreamId("drive-activity");
    static final String APPLICATION = "drive";

    GoogleDriveActivityStream() {
        super(ID, "What apps do with files, from the Drive log", APPLICATION);
    }

    /** Returns the period whose activities a sweep stores. Reading older rows would be pointless. */
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

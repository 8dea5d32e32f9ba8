package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;

/**
 * The stream of administrator actions: domain-wide delegation, app access control, Marketplace apps and accounts. It is
 * the only source for domain-wide delegation, because Google has no list of delegated clients.
 */
final class GoogleAdminActivityStream extends GoogleReportStream {
    static final StreamId ID = new StreamId("admin-activity");
    static final String APPLICATION = "admin";

    private final GoogleAdminEvents events = new GoogleAdminEvents();

    GoogleAdminActivityStream() {
        super(ID, "Delegation, app access control and accounts, from the admin log", APPLICATION);
    }

    /** Returns Google's whole retention period, because a delegation that was given months ago is still valid. */
    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return KEPT;
    }

    @Override
    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        events.collect(connection, activity, into);
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;

/**
 * What administrators did: domain-wide delegation, app access control, Marketplace apps, accounts. For delegation it is
 * the only source, since Google has no list of delegated clients.
 */
final class AdminActivityStream extends ReportStream {
    static final StreamId ID = new StreamId("admin-activity");
    static final String APPLICATION = "admin";

    private final AdminEvents events = new AdminEvents();

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Delegation, app access control and accounts, from the admin log";
    }

    @Override
    String application() {
        return APPLICATION;
    }

    /** All there is: a delegation given months ago still holds. */
    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return KEPT;
    }

    @Override
    void collect(ConnectionId connection, Activity activity, Evidence into) {
        events.collect(connection, activity, into);
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;

/**
 * The stream of suspicious sign-ins and of accounts that Google warned about or disabled. Ordinary sign-ins are
 * ignored:
 * their rows would outnumber all other evidence, and they do not show what clients can access.
 */
final class GoogleLoginActivityStream extends GoogleReportStream {
    static final StreamId ID = new StreamId("login-activity");
    static final String APPLICATION = "login";

    private final GoogleLoginEvents events = new GoogleLoginEvents();

    GoogleLoginActivityStream() {
        super(ID, "Suspicious sign-ins and account warnings, from the login log", APPLICATION);
    }

    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return Duration.ofDays(7);
    }

    @Override
    void collect(ConnectionId connection, GoogleActivityRow activity, GoogleEvidenceCollector into) {
        events.collect(connection, activity, into);
    }
}

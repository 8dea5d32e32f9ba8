package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;

/**
 * Sign-ins that Google finds suspicious, and accounts it has warned of or disabled. Ordinary sign-ins are read and
 * dropped: a row for each would outweigh all other evidence and says nothing about what clients may reach.
 */
final class LoginActivityStream extends ReportStream {
    static final StreamId ID = new StreamId("login-activity");
    static final String APPLICATION = "login";

    private final LoginEvents events = new LoginEvents();

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Suspicious sign-ins and account warnings, from the login log";
    }

    @Override
    String application() {
        return APPLICATION;
    }

    @Override
    Duration firstLookBack(GoogleSettings settings) {
        return Duration.ofDays(7);
    }

    @Override
    void collect(ConnectionId connection, Activity activity, Evidence into) {
        events.collect(connection, activity, into);
    }
}

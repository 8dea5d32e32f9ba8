package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Optional;

/**
 * A report that is watched through push. The token report is watched only for consents that people give or withdraw:
 * API calls are too frequent for push and are read hourly instead.
 *
 * @param event the only event to watch; empty for all events
 */
record GoogleReportWatch(StreamId stream, String application, Optional<String> event) {
    static final List<GoogleReportWatch> ALL = List.of(
            new GoogleReportWatch(
                    GoogleTokenActivityStream.ID, GoogleTokenActivityStream.APPLICATION, Optional.of("authorize")),
            new GoogleReportWatch(
                    GoogleTokenActivityStream.ID, GoogleTokenActivityStream.APPLICATION, Optional.of("revoke")),
            new GoogleReportWatch(
                    GoogleAdminActivityStream.ID, GoogleAdminActivityStream.APPLICATION, Optional.empty()));

    /** Returns the name under which the subscriptions to this report are stored. */
    String name() {
        return event.map(value -> stream + ":" + value).orElse(stream.value());
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Optional;

/**
 * One report that is watched. Of the token report only consents are: API calls come by the thousand and are read by the
 * hour.
 *
 * @param event the one event to watch; empty for all
 */
record Watch(StreamId stream, String application, Optional<String> event) {
    static final List<Watch> ALL = List.of(
            new Watch(TokenActivityStream.ID, TokenActivityStream.APPLICATION, Optional.of("authorize")),
            new Watch(TokenActivityStream.ID, TokenActivityStream.APPLICATION, Optional.of("revoke")),
            new Watch(AdminActivityStream.ID, AdminActivityStream.APPLICATION, Optional.empty()));

    /** What its subscriptions are kept under. */
    String name() {
        return event.map(value -> stream + ":" + value).orElse(stream.value());
    }
}

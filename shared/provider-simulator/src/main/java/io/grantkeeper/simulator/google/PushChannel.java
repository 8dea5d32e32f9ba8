package io.grantkeeper.simulator.google;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel on which Google pushes activities of one report.
 *
 * @param token sent back with every message: all that a receiver can check
 * @param personId only this person's activities; empty for everyone's
 */
public record PushChannel(
        String id,
        String resourceId,
        String resourceUri,
        URI address,
        String token,
        String application,
        Optional<String> eventName,
        Optional<String> personId,
        boolean payload,
        Instant openedAt,
        Instant expiration) {

    /** Shows neither the token nor the address, which is meant to be unguessable. */
    @Override
    public String toString() {
        return "PushChannel[" + id + ", " + application + ']';
    }
}

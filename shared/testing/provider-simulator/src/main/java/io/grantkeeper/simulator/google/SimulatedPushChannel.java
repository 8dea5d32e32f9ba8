package io.grantkeeper.simulator.google;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A channel through which Google pushes the activities in one report.
 *
 * @param token sent with every message; the only proof of origin that a receiver can check
 * @param personId limits the channel to this person's activities; empty for everyone's
 */
public record SimulatedPushChannel(
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

    /**
     * Returns the channel's description without the token and without the address, which is meant to be unguessable.
     */
    @Override
    public String toString() {
        return "PushChannel[" + id + ", " + application + ']';
    }
}

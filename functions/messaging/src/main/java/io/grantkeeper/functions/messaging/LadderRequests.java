package io.grantkeeper.functions.messaging;

import tools.jackson.databind.JsonNode;

/**
 * Sends people's requests to {@code promote-policies}, the only function that may write policies. The function verifies
 * each request again.
 */
@FunctionalInterface
public interface LadderRequests {
    /**
     * Sends a request and waits until it is carried out.
     *
     * @param request the event of {@code promote-policies}
     * @throws IllegalArgumentException if the request is refused; the message says why
     */
    void send(JsonNode request);
}

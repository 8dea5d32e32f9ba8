package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.TenantId;

/** Sends people's requests to {@code run-review}, the only function that starts and closes access reviews. */
public interface ReviewRequests {
    /**
     * How many seconds to wait for the questions of a review that is started. Callers wait for at least twice as long.
     */
    int START_SECONDS = 10;

    /**
     * Requests that a configured review be started. The people who must answer receive their invitations within minutes.
     * If the review is large, the next scheduled run opens its questions.
     *
     * @param name the review's name in the configuration
     * @return the id of the started review
     * @throws IllegalArgumentException if the request is refused; the message says why
     */
    String start(TenantId tenant, String name);

    /**
     * Requests that a review be closed, and waits until the request is complete. Closing a review again changes
     * nothing.
     *
     * @return false if the review stays open because the security team could not be notified of unanswered questions
     * @throws IllegalArgumentException if the request is refused; the message says why
     */
    boolean close(TenantId tenant, String review);
}

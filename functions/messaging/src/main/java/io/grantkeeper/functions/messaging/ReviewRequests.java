package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.TenantId;

/** Sends people's requests to {@code run-review}, the only function that closes access reviews. */
@FunctionalInterface
public interface ReviewRequests {
    /**
     * Requests that a review be closed, and waits until the request is complete. Closing a review again changes
     * nothing.
     *
     * @return false if the review stays open because the security team could not be notified of unanswered questions
     * @throws IllegalArgumentException if the request is refused; the message says why
     */
    boolean close(TenantId tenant, String review);
}

package io.grantkeeper.functions.receivewebhook;

/**
 * The response to the sender of a webhook. Providers treat any 2xx response as proof of delivery, and send the webhook
 * again after a 503 response.
 *
 * @param body empty except for handshakes, so that senders that cannot authenticate learn nothing
 */
record WebhookResponse(int status, String contentType, String body) {
    /** The response to a webhook that was accepted and whose effects are all stored. */
    static final WebhookResponse ACCEPTED = plain(202);
    /** The response to a webhook that is genuine but has no effects. */
    static final WebhookResponse NOTHING_TO_DO = plain(200);

    static final WebhookResponse MALFORMED = plain(400);
    static final WebhookResponse NO_SUCH_PLACE = plain(404);
    static final WebhookResponse TOO_LARGE = plain(413);
    /** The response if Grantkeeper failed. The sender should try again. */
    static final WebhookResponse TRY_AGAIN = plain(503);

    static WebhookResponse plain(int status) {
        return new WebhookResponse(status, "text/plain", "");
    }
}

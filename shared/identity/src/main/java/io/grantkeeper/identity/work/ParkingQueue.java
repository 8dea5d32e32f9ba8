package io.grantkeeper.identity.work;

/**
 * The parking queue, to which messages that cannot be processed are moved. No message is lost, and each is stored with
 * the reason.
 */
public interface ParkingQueue {
    /**
     * Moves a message to the parking queue.
     *
     * @param source the queue or function that the message came from
     * @param body the message as received
     * @param reason why the message could not be processed, in one sentence without secrets
     */
    void park(String source, String body, String reason);
}

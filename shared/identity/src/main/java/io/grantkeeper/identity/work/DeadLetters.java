package io.grantkeeper.identity.work;

/** Where messages end that cannot be handled; nothing is lost, and the reason stays with each. */
public interface DeadLetters {
    /**
     * @param source the queue or function it came from
     * @param body the message as it came
     * @param reason why it could not be handled, in one sentence without secrets
     */
    void park(String source, String body, String reason);
}

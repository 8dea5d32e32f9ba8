package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.store.AlertDelivery;
import java.util.Optional;

/** A channel that delivers messages to people. */
public interface AlertChannel {
    /**
     * Returns the channel's code, for example {@code slack} or {@code email}. The code is stored with each delivery, so
     * it must never change.
     */
    String name();

    /**
     * Returns a person's address in this channel; empty if the channel cannot reach the person.
     *
     * @throws ChannelException if the channel is temporarily unable to look up the address
     */
    Optional<String> addressOf(AlertRecipient recipient) throws ChannelException;

    /** Renders the message in the channel's own format. The result is stored with the delivery. */
    String render(AlertMessage message);

    /**
     * Delivers the message through the channel.
     *
     * @param send the delivery to make; its id is the channel's idempotency key
     * @param mayHaveBeenSent whether an earlier attempt was interrupted; if so, a channel that can look up sent
     *     messages first checks whether the message was already delivered
     * @return the channel's own id for the message
     * @throws ChannelException if the channel does not accept the message
     */
    String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException;

    /**
     * Replaces a delivered message with a text that states the outcome of its question. Does nothing if the channel
     * cannot change delivered messages or no longer finds the message.
     *
     * @param address the recipient's address in the channel
     * @param send the id of the message's delivery
     * @throws ChannelException if the channel is temporarily unable to replace the message
     */
    default void replace(String address, String send, String text) throws ChannelException {}
}

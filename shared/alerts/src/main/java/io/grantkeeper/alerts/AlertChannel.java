package io.grantkeeper.alerts;

import io.grantkeeper.identity.store.Send;
import java.util.Optional;

/** A way to reach people. */
public interface AlertChannel {
    /** Stable code, kept with each send: {@code slack}, {@code email}. */
    String name();

    /**
     * Where this channel reaches a person; empty where it cannot.
     *
     * @throws ChannelException where the channel cannot tell right now
     */
    Optional<String> addressOf(Recipient recipient) throws ChannelException;

    /** The message in the channel's own form, as kept with the send. */
    String render(AlertMessage message);

    /**
     * Hands the message to the channel.
     *
     * @param send its id is the channel's idempotency key
     * @param mayHaveBeenSent whether an earlier attempt died in between: the channel then looks, where it can, whether
     *     the message is there already
     * @return the channel's own id of the message
     */
    String deliver(Send send, boolean mayHaveBeenSent) throws ChannelException;
}

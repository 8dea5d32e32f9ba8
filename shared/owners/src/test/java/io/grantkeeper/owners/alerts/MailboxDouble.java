package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.store.AlertDelivery;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An email channel that sends nothing and records what each person would read. */
public class MailboxDouble implements AlertChannel {
    private final List<String> delivered;
    private final Set<String> arrived = new HashSet<>();

    /** @param delivered receives the delivered messages, such as {@code dana: otter has new access} */
    public MailboxDouble(List<String> delivered) {
        this.delivered = delivered;
    }

    @Override
    public final String name() {
        return "email";
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) {
        return Optional.of(recipient.email());
    }

    @Override
    public String render(AlertMessage message) {
        return message.title();
    }

    /** Records a repeated message only once, because mail clients and Slack show it only once. */
    @Override
    public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
        if (arrived.add(send.id())) {
            delivered.add(send.recipient().substring(0, send.recipient().indexOf('@')) + ": " + send.body());
        }
        return send.id();
    }
}

package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.SenderContact;
import java.util.Optional;

/**
 * Sends email. A mail server cannot be asked whether it has already accepted a message. Therefore, a message that is
 * sent again after an interruption has the same Message-ID, so that mail systems can recognize the duplicate.
 */
public final class MailChannel implements AlertChannel {
    private final MailTransport transport;
    private final String idDomain;
    private final Optional<SenderContact> sender;

    /** Creates a channel whose messages do not name a sender. */
    public MailChannel(MailTransport transport, String idDomain) {
        this(transport, idDomain, Optional.empty());
    }

    /**
     * Creates the channel.
     *
     * @param idDomain the domain after the {@code @} in Message-IDs: one of the sender's domains
     * @param sender the sender in whose name the messages are sent
     */
    public MailChannel(MailTransport transport, String idDomain, Optional<SenderContact> sender) {
        this.transport = transport;
        this.idDomain = idDomain;
        this.sender = sender;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) {
        return recipient.email().isBlank() ? Optional.empty() : Optional.of(recipient.email());
    }

    @Override
    public String render(AlertMessage message) {
        return ModelJson.write(new MailMessage(
                message.title(), MailTextRenderer.render(message, sender), MailHtmlRenderer.render(message, sender)));
    }

    @Override
    public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
        return transport.send(
                send.recipient(), send.id() + "@" + idDomain, ModelJson.read(send.body(), MailMessage.class));
    }
}

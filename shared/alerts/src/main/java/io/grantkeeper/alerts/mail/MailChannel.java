package io.grantkeeper.alerts.mail;

import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertMessage;
import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.Send;
import java.util.Optional;

/**
 * Sends e-mail. Mail has no way to ask whether a message went out; a repeat after a crash carries the same Message-ID,
 * which mail systems use to show it once.
 */
public final class MailChannel implements AlertChannel {
    private final MailTransport transport;
    private final String idDomain;

    /**
     * @param idDomain the right side of message ids: a domain of the sender's
     */
    public MailChannel(MailTransport transport, String idDomain) {
        this.transport = transport;
        this.idDomain = idDomain;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Optional<String> addressOf(Recipient recipient) {
        return recipient.email().isBlank() ? Optional.empty() : Optional.of(recipient.email());
    }

    @Override
    public String render(AlertMessage message) {
        return ModelJson.write(new Mail(oneLine(message.title()), MailText.render(message), MailHtml.render(message)));
    }

    @Override
    public String deliver(Send send, boolean mayHaveBeenSent) throws ChannelException {
        return transport.send(send.recipient(), send.id() + "@" + idDomain, ModelJson.read(send.body(), Mail.class));
    }

    /** An app's name comes from outside: a line break in it must not start another header. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}

package io.grantkeeper.local.doubles;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.grantkeeper.owners.alerts.mail.SmtpMailTransport;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A real SMTP server on the loopback address that stores the mail it receives. */
public final class LocalMailServer implements AutoCloseable {
    private static final String SENDER = "grantkeeper@localhost";
    private final GreenMail server;

    private LocalMailServer(GreenMail server) {
        this.server = server;
    }

    public static LocalMailServer start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new LocalMailServer(server);
    }

    /** Returns the address of this server, for the transport that sends mail to it. */
    public SmtpMailTransport.Server address() {
        return new SmtpMailTransport.Server("127.0.0.1", server.getSmtp().getPort(), SENDER, Optional.empty());
    }

    /**
     * A received email.
     *
     * @param text the plain text
     * @param html the HTML version; empty if the email has none
     */
    public record Received(String messageId, String to, String subject, String text, String html) {}

    /** Returns all received mail, oldest first. */
    public List<Received> received() {
        try {
            // GreenMail lists mail by mailbox.
            List<StoredMessage> stored = new ArrayList<>();
            for (MailFolder folder :
                    server.getManagers().getImapHostManager().getStore().listMailboxes("*")) {
                stored.addAll(folder.getMessages());
            }
            stored.sort(Comparator.comparing(StoredMessage::getReceivedDate));
            List<Received> all = new ArrayList<>();
            for (StoredMessage each : stored) {
                MimeMessage message = each.getMimeMessage();
                all.add(new Received(
                        message.getMessageID(),
                        message.getAllRecipients()[0].toString(),
                        message.getSubject(),
                        part(message, "text/plain"),
                        part(message, "text/html")));
            }
            return all;
        } catch (FolderException | MessagingException | IOException e) {
            throw new IllegalStateException("received a mail that cannot be read", e);
        }
    }

    private static String part(MimeMessage message, String type) throws MessagingException, IOException {
        if (message.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType(type)) {
                    return part.getContent().toString().replace("\r\n", "\n");
                }
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop();
    }
}

package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.owners.alerts.ChannelException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Sends mail over SMTP. STARTTLS is mandatory whenever a password is sent. */
public final class SmtpMailTransport implements MailTransport {
    private static final String TIMEOUT_MILLIS = "10000";
    private final Server server;
    private final Clock clock;

    /**
     * The mail server and the sender.
     *
     * @param from the sender's address
     * @param login the user name and password; empty for a server that requires no authentication
     */
    public record Server(String host, int port, String from, Optional<Login> login) {}

    /**
     * The credentials for the server. The password is fetched for each connection, so that a rotated password takes
     * effect.
     */
    public record Login(String user, Supplier<Secret> password) {}

    public SmtpMailTransport(Server server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public String send(String to, String messageId, MailMessage mail) throws ChannelException {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(session, to, messageId, mail);
            if (server.login().isPresent()) {
                Login login = server.login().get();
                transport.connect(login.user(), login.password().get().reveal());
            } else {
                transport.connect();
            }
            transport.sendMessage(message, message.getAllRecipients());
            return messageId;
        } catch (AuthenticationFailedException _) {
            throw ChannelException.rejected(
                    "the mail server %s rejected the login; check the SMTP user and password".formatted(server.host()));
        } catch (SendFailedException e) {
            throw e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0
                    ? ChannelException.rejected("the mail server %s rejected the recipient".formatted(server.host()))
                    : unavailable();
        } catch (MessagingException _) {
            throw unavailable();
        }
    }

    private ChannelException unavailable() {
        return ChannelException.unavailable(
                "the mail server %s:%d cannot be reached or did not accept the message"
                        .formatted(server.host(), server.port()),
                Duration.ofMinutes(1));
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty(
                "mail.smtp.starttls.required", String.valueOf(server.login().isPresent()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        return properties;
    }

    private MimeMessage message(Session session, String to, String messageId, MailMessage mail)
            throws MessagingException {
        MimeMessage message = new FixedIdMessage(session, messageId);
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), "UTF-8", "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /**
     * A message that keeps its Message-ID. Jakarta Mail would otherwise generate a new one each time the message is
     * saved.
     */
    private static final class FixedIdMessage extends MimeMessage {
        private final String messageId;

        FixedIdMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }
}

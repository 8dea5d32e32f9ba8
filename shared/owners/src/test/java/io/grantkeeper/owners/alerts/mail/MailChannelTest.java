package io.grantkeeper.owners.alerts.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.NotelyAlert;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The email channel")
class MailChannelTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MailChannel channel(int port) {
        return new MailChannel(
                new SmtpMailTransport(
                        new SmtpMailTransport.Server("127.0.0.1", port, "grantkeeper@acme.test", Optional.empty()),
                        Clock.systemUTC()),
                "acme.test");
    }

    private static AlertMessage message(String title) {
        return NotelyAlert.message(
                title,
                List.of(new AlertMessage.Point(
                        "can now read all of your mail",
                        List.of("read your calendar"),
                        List.of("read your calendar", "read all of your mail"),
                        Optional.of("Lee Çelik"),
                        "24 November 2026, 12:00 UTC",
                        List.of("Anyone who can read mail can reset the passwords of other services."),
                        "Check whether it needs this access. If not, have the access reduced or revoked.",
                        "Seen in Google Workspace's list of app access on 24 November 2026.")));
    }

    private static AlertDelivery send(String body) {
        return NotelyAlert.send("email", "dana@acme.test", body);
    }

    @Test
    void sendsMessageAsPlainTextAndHtml() throws Exception {
        MailChannel channel = channel(server.getSmtp().getPort());
        channel.deliver(send(channel.render(message("Notely can now read all of your mail"))), false);
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Notely can now read all of your mail");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        String text = parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n");
        assertThat(text).isEqualTo("""
                Notely can now read all of your mail
                High risk.

                Notely, an AI app in Google Workspace
                You are asked because you installed it.

                It can now read all of your mail.
                Before:         read your calendar
                After:          read your calendar; read all of your mail
                By:             Lee Çelik
                Detected:       24 November 2026, 12:00 UTC
                Source:         Seen in Google Workspace's list of app access on 24 November
                                2026.
                Why it matters: Anyone who can read mail can reset the passwords of other
                                services.
                What to do:     Check whether it needs this access. If not, have the access
                                reduced or revoked.

                Everything it can do now:
                  - read all of your mail

                Usage:          In 31 days of recorded usage, it needed only to read your
                                mail.

                The same product elsewhere:
                  - notely, a GitHub App in GitHub: it can read code

                For the security team:
                  grantkeeper show google-acme/oauth-client/1
                """);
        assertThat(parts.getBodyPart(1).getContent().toString()).contains(">Notely can now read all of your mail</h1>");
    }

    @Test
    void reusesMessageIdWhenResending() throws Exception {
        MailChannel channel = channel(server.getSmtp().getPort());
        AlertDelivery send = send(channel.render(message("Notely")));
        channel.deliver(send, false);
        channel.deliver(send, true);
        assertThat(server.getReceivedMessages())
                .extracting(MimeMessage::getMessageID)
                .containsExactly("<send-1@acme.test>", "<send-1@acme.test>");
    }

    @Test
    void preventsHeaderInjectionThroughAppName() throws Exception {
        MailChannel channel = channel(server.getSmtp().getPort());
        channel.deliver(send(channel.render(message("Notely\r\nBcc: everyone@acme.test"))), false);
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getSubject()).isEqualTo("Notely Bcc: everyone@acme.test");
    }

    @Test
    void preventsMarkupInjectionThroughAppName() {
        assertThat(channel(1).render(message("<img src=x onerror=alert(1)>"))).contains("&lt;img src=x");
    }

    @Test
    void reportsTemporaryFailureWhenServerIsDown() {
        MailChannel channel = channel(1);
        assertThatThrownBy(() -> channel.deliver(send(channel.render(message("Notely"))), false))
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.isPermanent()).isFalse());
    }
}

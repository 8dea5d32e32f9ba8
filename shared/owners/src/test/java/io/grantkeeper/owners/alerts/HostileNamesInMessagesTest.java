package io.grantkeeper.owners.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import io.grantkeeper.owners.alerts.mail.SmtpMailTransport;
import io.grantkeeper.owners.alerts.slack.SlackChannel;
import io.grantkeeper.owners.alerts.slack.SlackMessagingClient;
import io.grantkeeper.owners.alerts.slack.SlackResponseUrl;
import io.grantkeeper.property.testkit.HostileNames;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("A hostile name in messages")
class HostileNamesInMessagesTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    /** Matches Slack's links, mentions and commands; escaped text contains no angle bracket. */
    private static final Pattern SLACK_REFERENCE = Pattern.compile("[<>]");

    private static final SlackChannel SLACK = new SlackChannel(new SlackMessagingClient(
            HttpClient.newHttpClient(), URI.create("http://127.0.0.1:1/api/"), () -> Secret.of("xoxb-unused")));

    @BeforeAll
    static void start() {
        MAIL.start();
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    private static AlertMessage message(String name) {
        return new AlertMessage(
                name + " can now read all of your mail",
                name + ", an AI app in Google Workspace",
                Severity.HIGH,
                "You are asked because " + name + " was installed by you.",
                List.of(new AlertMessage.Point(
                        "can now read " + name,
                        List.of(name),
                        List.of(name, name),
                        Optional.of(name),
                        "24 November 2026, 12:00 UTC",
                        List.of(name),
                        name,
                        name)),
                List.of(name),
                name,
                List.of(name),
                "google-acme/oauth-client/" + name,
                name,
                List.of());
    }

    private static AlertDelivery send(String body) {
        return NotelyAlert.send("email", "dana@acme.test", body);
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInMail(String name) throws Exception {
        MailChannel channel = new MailChannel(
                new SmtpMailTransport(
                        new SmtpMailTransport.Server(
                                "127.0.0.1", MAIL.getSmtp().getPort(), "grantkeeper@acme.test", Optional.empty()),
                        Clock.systemUTC()),
                "acme.test");
        channel.deliver(send(channel.render(message(name))), false);
        MimeMessage received = MAIL.getReceivedMessages()[MAIL.getReceivedMessages().length - 1];
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getRecipients(Message.RecipientType.BCC)).isNull();
        assertThat(Collections.list(received.getAllHeaders()))
                .extracting(header -> header.getName())
                .doesNotContain("Bcc", "Cc");
        assertHarmless(received.getSubject());
        assertThat(received.getSubject()).doesNotContain("\n", "\r", "\t");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertHarmless(parts.getBodyPart(0).getContent().toString());
        String html = parts.getBodyPart(1).getContent().toString();
        assertHarmless(html);
        assertThat(TAG.matcher(html).results().map(tag -> tag.group()))
                .noneMatch(tag -> tag.contains("evil") || tag.contains("alert(") || tag.contains("<script"));
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInMailStoredByEarlierVersion(String name) {
        String stored = ModelJson.mapper()
                .createObjectNode()
                .put("subject", name)
                .put("text", name)
                .put("html", "")
                .toString();
        MailMessage mail = ModelJson.read(stored, MailMessage.class);
        assertHarmless(mail.subject());
        assertThat(mail.subject()).doesNotContain("\n", "\r", "\t");
        assertHarmless(mail.text());
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInSlack(String name) {
        JsonNode rendered = ModelJson.mapper().readTree(SLACK.render(message(name)));
        assertHarmless(rendered.path("text").asString());
        assertThat(rendered.path("text").asString()).doesNotContainPattern(SLACK_REFERENCE);
        assertHarmlessBlocks(rendered);
    }

    @Test
    void areHarmlessInReplyToClick() throws IOException {
        List<JsonNode> replies = new CopyOnWriteArrayList<>();
        HttpServer slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slack.createContext("/", exchange -> {
            replies.add(ModelJson.mapper()
                    .readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        slack.start();
        try {
            String url =
                    "http://127.0.0.1:%d/reply".formatted(slack.getAddress().getPort());
            SlackResponseUrl reply =
                    SlackResponseUrl.to(Set.of("127.0.0.1"), new SlackResponseUrl.Timeout(Duration.ofMinutes(1)));
            for (String name : HostileNames.all()) {
                reply.replaceMessage(url, "*%s*: kept.".formatted(name));
                reply.replyPrivately(url, name + " has changed.");
            }
        } finally {
            slack.stop(0);
        }
        assertThat(replies).hasSize(2 * HostileNames.all().size()).allSatisfy(reply -> {
            assertHarmless(reply.path("text").asString());
            assertThat(reply.path("text").asString()).doesNotContainPattern(SLACK_REFERENCE);
            assertHarmlessBlocks(reply);
        });
    }

    private static void assertHarmlessBlocks(JsonNode message) {
        assertThat(message.path("blocks").size()).isPositive();
        List<JsonNode> texts = textObjects(message.path("blocks")).toList();
        assertThat(texts).isNotEmpty().allSatisfy(text -> {
            String shown = text.path("text").asString();
            assertThat(HostileNames.firstHarmful(shown)).isEmpty();
            if (text.path("type").asString().equals("mrkdwn")) {
                assertThat(text.path("verbatim").asBoolean(false)).isTrue();
                assertThat(shown).doesNotContainPattern(SLACK_REFERENCE);
            } else {
                assertThat(text.path("type").asString()).isEqualTo("plain_text");
            }
        });
    }

    private static Stream<JsonNode> textObjects(JsonNode tree) {
        return Stream.concat(
                tree.path("text").isString() ? Stream.of(tree) : Stream.empty(),
                tree.valueStream().flatMap(HostileNamesInMessagesTest::textObjects));
    }

    private static void assertHarmless(String text) {
        assertThat(HostileNames.firstHarmful(text)).isEmpty();
        assertThat(text).contains(HostileNames.VISIBLE);
    }
}

package io.grantkeeper.owners.alerts.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.NotelyAlert;
import io.grantkeeper.simulator.slack.SlackMessagingDouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The Slack channel")
class SlackChannelTest {
    private static final AlertRecipient DANA = new AlertRecipient("Dana", "dana@acme.test", List.of());
    private final SlackMessagingDouble slack =
            SlackMessagingDouble.start("xoxb-good", email -> email.equals("dana@acme.test"));
    private final SlackChannel channel = channel(slack.base(), "xoxb-good");

    private static SlackChannel channel(URI base, String token) {
        return new SlackChannel(new SlackMessagingClient(HttpClient.newHttpClient(), base, () -> Secret.of(token)));
    }

    @AfterEach
    void stop() {
        slack.close();
    }

    private static AlertMessage message(String title, int points) {
        AlertMessage.Point point = new AlertMessage.Point(
                "can now read all of your mail",
                List.of("read your calendar"),
                List.of("read all of your mail"),
                Optional.of("Lee"),
                "24 November 2026, 12:00 UTC",
                List.of("Mail holds secrets."),
                "Have it revoked.",
                "Seen in Google Workspace's list of app access on 24 November 2026.");
        return NotelyAlert.message(
                title, IntStream.range(0, points).mapToObj(_ -> point).toList());
    }

    private AlertDelivery send() throws ChannelException {
        return NotelyAlert.send(
                "slack",
                channel.addressOf(DANA).orElseThrow(),
                channel.render(message("Notely can now read all of your mail", 1)));
    }

    @Test
    void sendsDirectMessage() throws ChannelException {
        channel.deliver(send(), false);
        assertThat(slack.posted()).singleElement().satisfies(posted -> {
            assertThat(posted.path("to").asString()).isEqualTo("dana@acme.test");
            assertThat(posted.path("text").asString()).isEqualTo("Notely can now read all of your mail");
        });
    }

    @Test
    void doesNotRepostExistingMessageAfterTakeover() throws ChannelException {
        String first = channel.deliver(send(), false);
        assertThat(channel.deliver(send(), true)).isEqualTo(first);
        assertThat(slack.posted()).hasSize(1);
    }

    @Test
    void postsMissingMessageAfterTakeover() throws ChannelException {
        channel.deliver(send(), true);
        assertThat(slack.posted()).hasSize(1);
    }

    @Test
    void findsNoAddressForPersonOutsideWorkspace() throws ChannelException {
        assertThat(channel.addressOf(new AlertRecipient("Lee", "lee@acme.test", List.of())))
                .isEmpty();
    }

    @Test
    void namesCredentialToCheckWhenTokenIsInvalid() {
        assertThatThrownBy(() -> channel(slack.base(), "xoxb-canary").addressOf(DANA))
                .isInstanceOfSatisfying(ChannelException.class, e -> {
                    assertThat(e.isPermanent()).isTrue();
                    assertThat(e.reason()).contains("check the credential").doesNotContain("canary");
                });
    }

    @Test
    void reportsTemporaryFailureWhenSlackIsUnreachable() {
        assertThatThrownBy(() ->
                        channel(URI.create("http://127.0.0.1:1/api/"), "x").addressOf(DANA))
                .isInstanceOfSatisfying(
                        ChannelException.class, e -> assertThat(e.isPermanent()).isFalse());
    }

    @Test
    void replacesAnsweredMessage() throws ChannelException {
        AlertDelivery send = send();
        channel.deliver(send, false);
        channel.replace(send.recipient(), "another send", "Something else.");
        channel.replace(send.recipient(), send.id(), "Notely: answered by Erin. It <keeps> its access.");
        assertThat(slack.posted()).singleElement().satisfies(posted -> {
            assertThat(posted.path("text").asString())
                    .isEqualTo("Notely: answered by Erin. It &lt;keeps&gt; its access.");
            assertThat(posted.path("blocks").toString()).doesNotContain("button");
        });
        assertThat(channel.deliver(send, true))
                .as("the replaced message is still found")
                .isNotEmpty();
        assertThat(slack.posted()).hasSize(1);
    }

    /**
     * Checks that the manifest in the repository declares what the code needs. Run with -Dgrantkeeper.approve=true to
     * write the manifest.
     */
    @Test
    void manifestInRepositoryDeclaresWhatCodeNeeds() throws IOException {
        Path file = Path.of("../../docs/examples/slack/manifest.json");
        String manifest = ModelJson.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(SlackAppManifest.of(URI.create("https://grantkeeper.example.com")))
                        .replace(System.lineSeparator(), "\n")
                + "\n";
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, manifest, UTF_8);
        }
        assertThat(Files.readString(file, UTF_8)).isEqualTo(manifest);
    }

    @Test
    void staysWithinSlackLimits() {
        JsonNode rendered = ModelJson.mapper().readTree(channel.render(message("N".repeat(400), 80)));
        assertThat(rendered.path("blocks").size()).isLessThanOrEqualTo(50);
        assertThat(rendered.path("blocks").get(0).path("text").path("text").asString())
                .hasSize(150);
        assertThat(rendered.toString()).contains("and 63 more changes");
    }

    @Test
    void preventsLinkInjectionThroughAppName() {
        assertThat(channel.render(message("<https://evil.test|Click> & win", 1)))
                .contains("&lt;https://evil.test|Click&gt; &amp; win");
    }
}

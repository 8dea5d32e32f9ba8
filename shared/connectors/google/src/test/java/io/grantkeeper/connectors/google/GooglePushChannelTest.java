package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.PushChannel.MaintenanceResult;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GooglePushChannelTest {
    private static final Optional<URI> ENDPOINT = Optional.of(URI.create("https://hooks.acme.test/google-acme/"));

    private final PushChannel channel = new GooglePushChannel();
    private final ScriptedSession script = GoogleScript.session()
            .withSecret(PushChannelSecret.SLOT, GoogleTestTenant.CHANNEL_SECRET)
            .withResponse("POST /watch", answer(GoogleScript.NOW.plus(Duration.ofHours(6))));

    private static String answer(Instant expires) {
        return "{\"kind\":\"api#channel\",\"id\":\"x\",\"resourceId\":\"r1\",\"resourceUri\":\"u\",\"expiration\":\"%d\"}"
                .formatted(expires.toEpochMilli());
    }

    @Test
    void opensChannelForEachWatchedReport() throws ConnectorException {
        MaintenanceResult maintained = channel.maintain(script, List.of(), ENDPOINT);

        assertThat(maintained.subscriptions())
                .extracting(Subscription::stream)
                .containsExactlyInAnyOrder("token-activity:authorize", "token-activity:revoke", "admin-activity");
        assertThat(maintained.subscriptions())
                .allSatisfy(each -> assertThat(each.expires()).isEqualTo(GoogleScript.NOW.plus(Duration.ofHours(6))));
        assertThat(maintained.rereads()).isEmpty();
        assertThat(script.sent()).allSatisfy(request -> {
            JsonNode body =
                    JsonMapper.shared().readTree(request.body().orElseThrow().content());
            String id = body.path("id").asString();
            assertThat(id).hasSize(36);
            assertThat(body.path("type").asString()).isEqualTo("web_hook");
            assertThat(body.path("payload").asBoolean()).isTrue();
            assertThat(body.path("token").asString())
                    .isEqualTo(PushChannelSecret.required(script).proof("token/" + id));
            assertThat(body.path("address").asString())
                    .startsWith("https://hooks.acme.test/google-acme/"
                            + PushChannelSecret.required(script).pathPart() + "/");
            assertThat(request.idempotent()).isFalse();
        });
    }

    @Test
    void keepsChannelsThatDoNotExpireSoon() throws ConnectorException {
        List<Subscription> standing =
                channel.maintain(script, List.of(), ENDPOINT).subscriptions();
        script.clearSent();
        script.after(Duration.ofHours(4));
        assertThat(channel.maintain(script, standing, ENDPOINT).subscriptions()).isEqualTo(standing);
        assertThat(script.sent()).isEmpty();
    }

    @Test
    void opensNewChannelBeforeOldOneExpires() throws ConnectorException {
        List<Subscription> standing =
                channel.maintain(script, List.of(), ENDPOINT).subscriptions();
        script.after(Duration.ofMinutes(5 * 60 + 10))
                .withResponse("POST /watch", answer(GoogleScript.NOW.plus(Duration.ofHours(11))));

        MaintenanceResult maintained = channel.maintain(script, standing, ENDPOINT);
        assertThat(maintained.subscriptions()).hasSize(6).containsAll(standing);
        assertThat(maintained.rereads()).isEmpty();

        assertThat(channel.maintain(script, maintained.subscriptions(), ENDPOINT)
                        .subscriptions())
                .hasSize(6);
        script.after(Duration.ofHours(1));
        assertThat(channel.maintain(script, maintained.subscriptions(), ENDPOINT)
                        .subscriptions())
                .hasSize(3)
                .doesNotContainAnyElementsOf(standing);
    }

    @Test
    void rereadsLogForPeriodWithoutChannel() throws ConnectorException {
        List<Subscription> standing =
                channel.maintain(script, List.of(), ENDPOINT).subscriptions();
        script.after(Duration.ofHours(9));

        MaintenanceResult maintained = channel.maintain(script, standing, ENDPOINT);
        assertThat(maintained.subscriptions()).hasSize(3).doesNotContainAnyElementsOf(standing);
        assertThat(maintained.rereads())
                .extracting(Partition::stream)
                .containsExactly(GoogleTokenActivityStream.ID, GoogleAdminActivityStream.ID);
        LogWindow window = LogWindow.of(maintained.rereads().getFirst());
        assertThat(window.since().orElseThrow()).isBefore(GoogleScript.NOW.plus(Duration.ofHours(6)));
        assertThat(window.until()).isEqualTo(GoogleScript.NOW.plus(Duration.ofHours(9)));
    }

    @Test
    void keepsOpenedChannelsIfOpeningAnotherFails() throws ConnectorException {
        script.withResponse("POST applications/admin/watch", 403, GoogleScript.error(403, "forbidden"));

        List<Subscription> opened =
                channel.maintain(script, List.of(), ENDPOINT).subscriptions();
        assertThat(opened)
                .extracting(Subscription::stream)
                .containsExactly("token-activity:authorize", "token-activity:revoke");

        script.clearSent();
        assertThatThrownBy(() -> channel.maintain(script, opened, ENDPOINT))
                .hasMessageStartingWith("insufficient-scope");
        assertThat(script.calls()).singleElement().asString().contains("applications/admin/watch");
    }

    @Test
    void opensNoChannelWithoutEndpointOrSecret() throws ConnectorException {
        assertThat(channel.maintain(script, List.of(), Optional.empty()).subscriptions())
                .isEmpty();
        assertThat(channel.maintain(GoogleScript.session(), List.of(), ENDPOINT).subscriptions())
                .isEmpty();
        assertThat(script.sent()).isEmpty();
    }
}

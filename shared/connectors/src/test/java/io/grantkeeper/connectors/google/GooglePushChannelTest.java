package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.connector.webhook.PushChannel.Tended;
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
    private final Script script = new Script()
            .withSecret(ChannelSecret.SLOT, Tenant.CHANNEL_SECRET)
            .answering("POST /watch", answer(Script.NOW.plus(Duration.ofHours(6))));

    private static String answer(Instant expires) {
        return "{\"kind\":\"api#channel\",\"id\":\"x\",\"resourceId\":\"r1\",\"resourceUri\":\"u\",\"expiration\":\"%d\"}"
                .formatted(expires.toEpochMilli());
    }

    @Test
    void aChannelIsOpenedForEachWatchedReport() throws ConnectorException {
        Tended tended = channel.tend(script, List.of(), ENDPOINT);

        assertThat(tended.subscriptions())
                .extracting(Subscription::stream)
                .containsExactlyInAnyOrder("token-activity:authorize", "token-activity:revoke", "admin-activity");
        assertThat(tended.subscriptions())
                .allSatisfy(each -> assertThat(each.expires()).isEqualTo(Script.NOW.plus(Duration.ofHours(6))));
        assertThat(tended.rereads()).isEmpty();
        assertThat(script.sent).allSatisfy(request -> {
            JsonNode body =
                    JsonMapper.shared().readTree(request.body().orElseThrow().content());
            String id = body.path("id").asString();
            assertThat(id).hasSize(36);
            assertThat(body.path("type").asString()).isEqualTo("web_hook");
            assertThat(body.path("payload").asBoolean()).isTrue();
            assertThat(body.path("token").asString())
                    .isEqualTo(ChannelSecret.required(script).proof("token/" + id));
            assertThat(body.path("address").asString())
                    .startsWith("https://hooks.acme.test/google-acme/"
                            + ChannelSecret.required(script).pathPart() + "/");
            assertThat(request.idempotent()).isFalse();
        });
    }

    @Test
    void whatLastsLongEnoughIsLeftAlone() throws ConnectorException {
        List<Subscription> standing = channel.tend(script, List.of(), ENDPOINT).subscriptions();
        script.sent.clear();
        script.later(Duration.ofHours(4));
        assertThat(channel.tend(script, standing, ENDPOINT).subscriptions()).isEqualTo(standing);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void aNewChannelIsOpenedBeforeTheOldOneEnds_andBothStandForAWhile() throws ConnectorException {
        List<Subscription> standing = channel.tend(script, List.of(), ENDPOINT).subscriptions();
        script.later(Duration.ofMinutes(5 * 60 + 10))
                .answering("POST /watch", answer(Script.NOW.plus(Duration.ofHours(11))));

        Tended tended = channel.tend(script, standing, ENDPOINT);
        assertThat(tended.subscriptions()).hasSize(6).containsAll(standing);
        assertThat(tended.rereads()).isEmpty();

        assertThat(channel.tend(script, tended.subscriptions(), ENDPOINT).subscriptions())
                .hasSize(6);
        script.later(Duration.ofHours(1));
        assertThat(channel.tend(script, tended.subscriptions(), ENDPOINT).subscriptions())
                .hasSize(3)
                .doesNotContainAnyElementsOf(standing);
    }

    @Test
    void whatWasMissedWhileNoChannelStoodIsReadFromTheLog() throws ConnectorException {
        List<Subscription> standing = channel.tend(script, List.of(), ENDPOINT).subscriptions();
        script.later(Duration.ofHours(9));

        Tended tended = channel.tend(script, standing, ENDPOINT);
        assertThat(tended.subscriptions()).hasSize(3).doesNotContainAnyElementsOf(standing);
        assertThat(tended.rereads())
                .extracting(Partition::stream)
                .containsExactly(TokenActivityStream.ID, AdminActivityStream.ID);
        LogWindow window = LogWindow.of(tended.rereads().getFirst());
        assertThat(window.since().orElseThrow()).isBefore(Script.NOW.plus(Duration.ofHours(6)));
        assertThat(window.until()).isEqualTo(Script.NOW.plus(Duration.ofHours(9)));
    }

    @Test
    void whatWasOpenedIsKeptWhereAnotherChannelIsRefused_whichIsToldNextTime() throws ConnectorException {
        script.refusing("POST applications/admin/watch", 403, "forbidden");

        List<Subscription> opened = channel.tend(script, List.of(), ENDPOINT).subscriptions();
        assertThat(opened)
                .extracting(Subscription::stream)
                .containsExactly("token-activity:authorize", "token-activity:revoke");

        script.sent.clear();
        assertThatThrownBy(() -> channel.tend(script, opened, ENDPOINT)).hasMessageStartingWith("insufficient-scope");
        assertThat(script.calls()).singleElement().asString().contains("applications/admin/watch");
    }

    @Test
    void withoutAnAddressOrASecretNothingIsOpened() throws ConnectorException {
        assertThat(channel.tend(script, List.of(), Optional.empty()).subscriptions())
                .isEmpty();
        assertThat(channel.tend(new Script(), List.of(), ENDPOINT).subscriptions())
                .isEmpty();
        assertThat(script.sent).isEmpty();
    }
}

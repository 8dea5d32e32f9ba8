package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.EventBusEvent;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Party;
import io.grantkeeper.simulator.okta.OktaOrganization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OktaWebhooksTest {
    private final OktaTestTenant tenant = new OktaTestTenant();
    private final OktaWebhooks hooks = new OktaWebhooks();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private WebhookOutcome deliver(String body) throws ConnectorException {
        return deliver(body.getBytes(StandardCharsets.UTF_8), OktaTestTenant.HOOK_SECRET);
    }

    private WebhookOutcome deliver(byte[] body, String authorization) throws ConnectorException {
        return hooks.accept(
                tenant.session(),
                new WebhookRequest("POST", "", Map.of(), Map.of("Authorization", authorization), body));
    }

    private WebhookOutcome challenge(String value) throws ConnectorException {
        return hooks.accept(
                tenant.session(),
                new WebhookRequest("GET", "", Map.of(), Map.of("X-Okta-Verification-Challenge", value), new byte[0]));
    }

    @Nested
    class Verification {
        @Test
        void returnsVerificationChallenge() throws ConnectorException {
            assertThat(challenge("mt5vvmfkUF2BPz-PE5yGqQ"))
                    .isEqualTo(new Handshake(200, "application/json", "{\"verification\":\"mt5vvmfkUF2BPz-PE5yGqQ\"}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\"}<script>", "a b"})
        void rejectsMalformedChallenge(String value) throws ConnectorException {
            assertThat(challenge(value)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void acceptsAllEventsOfDelivery() throws ConnectorException {
        Accepted accepted =
                (Accepted) deliver(OktaTestRows.hook(OktaTestRows.tokenCreated("u-1"), OktaTestRows.consent("u-2")));

        assertThat(accepted.evidence()).hasSize(2);
        assertThat(accepted.rereads())
                .contains(Partition.whole(OktaApiTokensStream.ID), OktaConsentsStream.singlePerson("00u1"));
        assertThat(accepted.event()).isEqualTo("app.oauth2.as.consent.grant, system.api_token.create");
    }

    @Test
    void derivesSameDeliveryIdRegardlessOfEventOrder() throws ConnectorException {
        Accepted one =
                (Accepted) deliver(OktaTestRows.hook(OktaTestRows.tokenCreated("u-1"), OktaTestRows.consent("u-2")));
        Accepted other =
                (Accepted) deliver(OktaTestRows.hook(OktaTestRows.consent("u-2"), OktaTestRows.tokenCreated("u-1")));
        assertThat(other.deliveryId()).isEqualTo(one.deliveryId());
        assertThat(((Accepted) deliver(OktaTestRows.hook(OktaTestRows.tokenCreated("u-1")))).deliveryId())
                .isEqualTo("u-1");
    }

    @Test
    void ignoresEventsAboutFailedActions() throws ConnectorException {
        assertThat(deliver(
                        OktaTestRows.hook(OktaTestRows.event("u-1", "system.api_token.create", "[]", "FAILURE", "{}"))))
                .isInstanceOf(Ignored.class);
    }

    @Test
    void countsActionTakenWithApiTokenAsUsageOfToken() throws ConnectorException {
        Accepted accepted = (Accepted) deliver(OktaTestRows.hook(OktaTestRows.event(
                "u-1", "group.lifecycle.create", "[]", "SUCCESS", "{\"requestApiTokenId\":\"00T7\"}")));
        assertThat(accepted.evidence())
                .singleElement()
                .isInstanceOfSatisfying(
                        AccessObservation.UsageObserved.class,
                        used -> assertThat(used.usage().identity().externalId()).isEqualTo("00T7"));
    }

    @Test
    void rereadsUserAfterUnknownUserEvent() throws ConnectorException {
        Accepted accepted =
                (Accepted) deliver(OktaTestRows.hook(OktaTestRows.event("u-1", "user.lifecycle.teleport", "[]")));
        assertThat(accepted.rereads()).containsExactly(OktaUsersStream.singlePerson("00u1"));
    }

    @Test
    void reportsShortSecretAsMisconfigured() {
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> {
            tenant.withSecret(OktaSettings.EVENT_HOOK_SECRET, "short");
            deliver(OktaTestRows.hook(OktaTestRows.tokenCreated("u-1")));
        });
        assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
    }

    @Test
    void countsEventOnceIfHookAndLogReportIt() throws ConnectorException {
        CompanyPerson dana = tenant.simulator.company().people().active().getFirst();
        tenant.simulator
                .oktaDouble()
                .organization()
                .recordEvent(
                        "system.api_token.create",
                        OktaOrganization.party(dana),
                        List.of(new Party("00Tnew", "Token", "nightly")),
                        Duration.ofMinutes(4));
        byte[] body = tenant.simulator.oktaDouble().eventHooks().takeBodies().getFirst();
        Accepted hook = (Accepted) deliver(body, OktaTestTenant.HOOK_SECRET);
        Set<RowKey> before = log();
        tenant.simulator.clock().advance(Duration.ofMinutes(5));
        Set<RowKey> after = log();

        assertThat(hook.rereads()).containsExactly(Partition.whole(OktaApiTokensStream.ID));
        RowKey key = hook.evidence().getFirst().key();
        assertThat(before).doesNotContain(key);
        assertThat(after).contains(key);
    }

    private Set<RowKey> log() throws ConnectorException {
        return tenant.sweep("system-log").stream().map(AccessObservation::key).collect(Collectors.toSet());
    }

    @Nested
    class Bus {
        private static final String SOURCE = "aws.partner/okta.com/acme/grantkeeper";
        private final EventBusDecoder bus = tenant.connector.bus().orElseThrow();

        private WebhookOutcome receive(String kind, String detail) {
            return bus.accept(
                    tenant.session(), new EventBusEvent("b-1", SOURCE, kind, detail.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void handlesBusEventLikeHookEvent() throws ConnectorException {
            Accepted heard = (Accepted) receive("SystemLog", OktaTestRows.tokenCreated("u-1"));
            assertThat(heard).isEqualTo(deliver(OktaTestRows.hook(OktaTestRows.tokenCreated("u-1"))));
            assertThat(heard.rereads()).extracting(Partition::stream).containsExactly(new StreamId("api-tokens"));
        }

        @Test
        void ignoresOtherDetailTypesAndRejectsMalformedEvents() {
            assertThat(receive("Something", OktaTestRows.tokenCreated("u-1"))).isInstanceOf(Ignored.class);
            assertThat(receive("SystemLog", "{\"eventType\":\"x\"}")).isInstanceOf(Refused.class);
            assertThat(receive("SystemLog", "[")).isInstanceOf(Refused.class);
        }

        @Test
        void readsEventBusSourceFromSetting() throws ConnectorException {
            assertThat(bus.source(tenant.session(Map.of(OktaSettings.EVENT_SOURCE, SOURCE))
                            .connection()))
                    .contains(SOURCE);
            assertThat(bus.source(tenant.session().connection())).isEmpty();
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class,
                    () -> bus.source(tenant.session(Map.of(OktaSettings.EVENT_SOURCE, "aws.events"))
                            .connection()));
            assertThat(refused.problem().message()).contains(OktaSettings.EVENT_SOURCE);
        }
    }
}

package io.grantkeeper.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.work.Partition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlackWebhooksTest {
    private final SlackTestTenant tenant = new SlackTestTenant();
    private final SlackEventSigner signer = new SlackEventSigner(SlackTestTenant.SIGNING_SECRET);

    @AfterEach
    void close() {
        tenant.close();
    }

    @Nested
    class Verification {
        /** Uses the example on Slack's page about verifying requests, with its time, body, secret and signature. */
        @Test
        void acceptsExampleFromSlackDocumentation() {
            String body =
                    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
            WebhookRequest request = new WebhookRequest(
                    "POST",
                    "/",
                    Map.of(),
                    Map.of(
                            "x-slack-request-timestamp",
                            "1531420618",
                            "x-slack-signature",
                            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
                    body.getBytes(StandardCharsets.UTF_8));

            assertThat(SlackWebhookSignature.refusal(
                            request,
                            Secret.of("8f742231b10e8888abcd99yyyzzz85a5"),
                            Instant.ofEpochSecond(1_531_420_618)))
                    .isEmpty();
        }

        @Test
        void allowsFiveMinutesOfClockSkew() throws ConnectorException {
            assertThat(deliverSigned(join(), Duration.ofMinutes(-5))).isInstanceOf(Accepted.class);
            assertThat(deliverSigned(join(), Duration.ofMinutes(5))).isInstanceOf(Accepted.class);
            assertThat(deliverSigned(join(), Duration.ofSeconds(-301))).isInstanceOf(Refused.class);
            assertThat(deliverSigned(join(), Duration.ofSeconds(301))).isInstanceOf(Refused.class);
        }

        @Test
        void answersOnlySignedChallenges() throws ConnectorException {
            String challenge =
                    "{\"type\":\"url_verification\",\"token\":\"legacy\",\"challenge\":\"3eZbrw1aB10FEMAGAZd4FyFQ\"}";

            assertThat(deliver(challenge)).isEqualTo(new Handshake(200, "text/plain", "3eZbrw1aB10FEMAGAZd4FyFQ"));
            assertThat(accept(SlackEventSigner.unsigned(challenge))).isInstanceOf(Refused.class);
            assertThat(deliver("{\"type\":\"url_verification\",\"challenge\":\"<script>\"}"))
                    .isInstanceOf(Refused.class);
        }

        @Test
        void treatsRetryAsDuplicateDelivery() throws ConnectorException {
            WebhookRequest first = signer.sign(SlackEventSigner.unsigned(join()), now());
            Map<String, String> headers = new HashMap<>(first.headers());
            headers.put("x-slack-retry-num", "1");
            headers.put("x-slack-retry-reason", "http_timeout");
            WebhookRequest retry =
                    new WebhookRequest(first.method(), first.path(), first.query(), headers, first.body());

            assertThat(accept(retry)).isEqualTo(accept(first));
        }

        private String join() {
            return SlackSampleEvents.callback("{\"type\":\"team_join\",\"user\":{\"id\":\"U1\",\"is_bot\":false}}");
        }
    }

    @Nested
    class Interpretation {
        @Test
        void recordsAppRequestAsEvidenceAndRereadsRequests() throws ConnectorException {
            Accepted accepted = accepted(
                    SlackSampleEvents.callback(
                            "{\"type\":\"app_requested\",\"app_request\":{\"id\":\"Ar1\",\"app\":{\"id\":\"A1\",\"name\":\"Notes\"},\"user\":{\"id\":\"U1\"}}}"));

            assertThat(ids(accepted)).containsExactly("app-requests/T01MAIN", "app-requests/E01ORG");
            assertThat(accepted.evidence()).singleElement().isInstanceOfSatisfying(EventObserved.class, observed -> {
                assertThat(observed.event().type()).isEqualTo(AccessEventType.GRANT_REQUESTED);
                assertThat(observed.event().about().toOptional())
                        .hasValueSatisfying(app -> assertThat(app.externalId()).isEqualTo("A1"));
                assertThat(observed.event().actor())
                        .isEqualTo(KnownOrUnknown.known(new PersonId(SlackTestTenant.CONNECTION, "U1")));
            });
        }

        @Test
        void rereadsWorkspaceListingsAfterInstall() throws ConnectorException {
            assertThat(ids(accepted(SlackSampleEvents.callback(
                            "{\"type\":\"app_installed\",\"app_id\":\"A1\",\"user_id\":\"U1\"}"))))
                    .containsExactly(
                            "approved-apps/T01MAIN",
                            "approved-apps/E01ORG",
                            "installed-apps/T01MAIN",
                            "members/T01MAIN");
        }

        @Test
        void rereadsOnlyChangedPerson() throws ConnectorException {
            String change = "{\"type\":\"user_change\",\"user\":{\"id\":\"U1\",\"is_bot\":false}}";

            assertThat(accepted(SlackSampleEvents.callback(change)).rereads())
                    .containsExactly(SlackUsersStream.singlePerson("U1"));
            assertThat(accepted(SlackSampleEvents.callback(change, false)).rereads())
                    .containsExactly(SlackBotsStream.singleUser(new SlackContext("T01MAIN"), "U1", false));
        }

        @Test
        void recordsEventsAboutGrantkeeperAppAsEvidence() throws ConnectorException {
            for (String event : List.of(
                    "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"],\"bot\":[\"UB1\"]}}",
                    "{\"type\":\"app_uninstalled\"}")) {
                assertThat(accepted(SlackSampleEvents.callback(event)).evidence())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                EventObserved.class,
                                observed -> assertThat(observed.event().about().toOptional())
                                        .hasValueSatisfying(app ->
                                                assertThat(app.externalId()).isEqualTo("A0OWN")));
            }
        }

        @Test
        void rereadsListingsAfterSlackDropsEvents() throws ConnectorException {
            assertThat(
                            ids(
                                    accepted(
                                            "{\"type\":\"app_rate_limited\",\"team_id\":\"T01MAIN\",\"minute_rate_limited\":1795527420}")))
                    .containsExactlyInAnyOrder(
                            "app-requests/T01MAIN",
                            "approved-apps/T01MAIN",
                            "installed-apps/T01MAIN",
                            "members/T01MAIN");
        }

        @Test
        void rejectsMalformedOrOutOfRangeEventTime() throws ConnectorException {
            String event = SlackSampleEvents.callback("{\"type\":\"app_uninstalled\"}");
            for (String time : List.of("9223372036854775807", "-1", "0", "\"soon\"", "null", "{}")) {
                assertThat(deliver(event.replaceFirst("\"event_time\": ?[0-9]+", "\"event_time\":" + time)))
                        .as("event_time %s", time)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.status()).isEqualTo(400));
            }
        }

        @Test
        void ignoresEventsFromOtherOrganizations() throws ConnectorException {
            tenant.with(SlackSettings.ORGANIZATION, "E99OTHER");

            assertThat(deliver(SlackSampleEvents.callback("{\"type\":\"app_uninstalled\"}")))
                    .isInstanceOf(Ignored.class);
        }

        @Test
        void ignoresMessageEvents() throws ConnectorException {
            assertThat(deliver(SlackSampleEvents.callback("{\"type\":\"message\",\"text\":\"hi\"}")))
                    .isInstanceOf(Ignored.class);
        }
    }

    private Accepted accepted(String body) throws ConnectorException {
        return (Accepted) deliver(body);
    }

    private static List<String> ids(Accepted accepted) {
        return accepted.rereads().stream().map(SlackWebhooksTest::id).toList();
    }

    private static String id(Partition partition) {
        return partition.stream() + "/" + partition.id();
    }

    private WebhookOutcome deliver(String body) throws ConnectorException {
        return deliverSigned(body, Duration.ZERO);
    }

    private WebhookOutcome deliverSigned(String body, Duration late) throws ConnectorException {
        return accept(signer.sign(SlackEventSigner.unsigned(body), now().plus(late)));
    }

    private WebhookOutcome accept(WebhookRequest request) throws ConnectorException {
        return tenant.connector.webhooks().orElseThrow().accept(tenant.session(), request);
    }

    private Instant now() {
        return tenant.company().clock().instant();
    }
}

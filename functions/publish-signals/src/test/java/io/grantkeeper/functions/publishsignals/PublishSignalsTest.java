package io.grantkeeper.functions.publishsignals;

import static io.grantkeeper.functions.publishsignals.TransmitterScene.ACME;
import static io.grantkeeper.functions.publishsignals.TransmitterScene.AGENT;
import static io.grantkeeper.functions.publishsignals.TransmitterScene.VERIFICATION;
import static io.grantkeeper.functions.publishsignals.TransmitterScene.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("Signals to other systems")
class PublishSignalsTest {
    private static final String REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

    private final InMemoryLogStore log = new InMemoryLogStore();
    private final SigningKeyFile key = SigningKeyFile.generate("example.com/ledger", SignatureType.ED25519);

    @TempDir
    private Path folder;

    private TransmitterScene scene;
    private SealLedger seal;

    @BeforeEach
    void configure() {
        scene = new TransmitterScene(
                "https://signals.acme.com",
                receiver -> "[{\"to\": \"%s\", \"token\": \"env:SIEM\"}, {\"to\": \"file:%s\"}]"
                        .formatted(receiver.urlOf("/ocsf"), folder.resolve("events.jsonl")));
        seal = new SealLedger(log, LogSigningKeys.of(_ -> key), CheckpointExport.none(), scene.clock());
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private String createPushStream() {
        return scene.createStream(
                "{\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\", \"authorization_header\": \"Bearer theirs\"}"
                        .formatted(scene.receiver().urlOf("/events")));
    }

    /**
     * Records an entry, publishes it in the normal way, by following the ledger, and then publishes it a second time
     * directly.
     */
    private void recordEntry(String id, LedgerEvent what) {
        LedgerEntry entry = LedgerEntry.of(id, ACME, scene.clock().instant(), what, EntryActor.function("test"))
                .withIdentity(AGENT);
        log.add(ACME, entry);
        seal.seal(ACME, () -> true);
        scene.ports().follower(log).follow(ACME, () -> true);
        scene.ports()
                .publisher()
                .publish(
                        ACME,
                        List.of(entry)); // as happens after a run that was interrupted before it stored its position
    }

    private void recordRevocation(String id) {
        recordEntry(id, new LedgerEvent.RevocationDone(id, "done"));
    }

    private List<ReceiverDouble.Received> receivedTokens() {
        return scene.receiver().got.stream()
                .filter(got -> got.path().equals("/events"))
                .toList();
    }

    @Nested
    @DisplayName("over a stream")
    class Streams {
        @Test
        void publishesKeysThatVerifyTokens() throws Exception {
            JsonNode metadata =
                    scene.call("GET", "/.well-known/ssf-configuration", "", "").json();
            assertThat(metadata.path("spec_version").asString()).isEqualTo("1_0");
            assertThat(metadata.path("issuer").asString()).isEqualTo("https://signals.acme.com");
            assertThat(metadata.path("delivery_methods_supported")).hasSize(2);
            String keys = scene.call("GET", "/ssf/jwks.json", "", "").json().toString();
            createPushStream();
            recordRevocation("r1");
            scene.deliver();
            JWSObject token = JWSObject.parse(receivedTokens().getFirst().body());
            assertThat(token.verify(new RSASSAVerifier(
                            JWKSet.parse(keys).getKeyByKeyId("2026-11").toRSAKey())))
                    .isTrue();
        }

        @Test
        void pushesEachTokenOnceInOrder() {
            createPushStream();
            recordRevocation("r1");
            scene.clock().advance(Duration.ofSeconds(1));
            recordRevocation("r2");
            assertThat(scene.deliver().delivered()).isEqualTo(2 + 4);
            assertThat(scene.deliver().delivered()).isZero();
            assertThat(receivedTokens()).hasSize(2);
            assertThat(receivedTokens().getFirst().contentType()).isEqualTo("application/secevent+jwt");
            assertThat(receivedTokens().getFirst().authorization()).isEqualTo("Bearer theirs");
            assertThat(receivedTokens().stream()
                            .map(got -> claims(got.body()).path("txn").asString()))
                    .containsExactly("r1", "r2");
        }

        @Test
        void retriesPushUntilAccepted() {
            createPushStream();
            recordRevocation("r1");
            scene.clock().advance(Duration.ofSeconds(1));
            recordRevocation("r2");
            scene.receiver().reply = () -> new ReceiverDouble.Reply(503, "", Map.of("Retry-After", "120"));
            scene.deliver();
            assertThat(receivedTokens())
                    .as("the second token waits for the first")
                    .hasSize(1);
            scene.deliver();
            scene.receiver().reply = () -> new ReceiverDouble.Reply(202, "", Map.of());
            scene.clock().advance(Duration.ofSeconds(119));
            scene.deliver();
            scene.clock().advance(Duration.ofMinutes(5));
            scene.deliver();
            assertThat(receivedTokens().stream()
                            .map(got -> claims(got.body()).path("txn").asString())
                            .distinct())
                    .containsExactlyInAnyOrder("r1", "r2");
            assertThat(scene.store().dead(ACME, "any", 9)).isEmpty();
        }

        @Test
        void movesTokenThatReceiverRejectsToDeadLetterList() {
            String stream = createPushStream();
            recordRevocation("r1");
            scene.receiver().reply = () -> new ReceiverDouble.Reply(
                    400, "{\"err\":\"invalid_audience\",\"description\":\"not for us\"}", Map.of());
            assertThat(scene.deliver().dead()).isEqualTo(1);
            assertThat(scene.store().dead(ACME, stream, 9))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.problem().orElseThrow()).contains("invalid_audience"));
        }

        @Test
        void movesTokenToDeadLetterListAfterTooManyFailedAttempts() {
            String stream = createPushStream();
            recordRevocation("r1");
            scene.receiver().reply = () -> new ReceiverDouble.Reply(500, "", Map.of());
            for (int i = 0; i < 60; i++) {
                scene.deliver();
                scene.clock().advance(Duration.ofHours(2));
            }
            assertThat(scene.store().dead(ACME, stream, 9)).hasSize(1);
            assertThat(receivedTokens()).hasSize(60);
        }

        @Test
        void deliversTokensByPollingUntilAcknowledgedOrRejected() {
            String stream = scene.createPollStream();
            recordRevocation("r1");
            recordRevocation("r2");
            recordRevocation("r3");
            TransmitterScene.Answer first =
                    scene.callAsIdp("POST", "/ssf/poll/" + stream, "{\"maxEvents\": 2, \"returnImmediately\": true}");
            assertThat(first.json().path("sets")).hasSize(2);
            assertThat(first.json().path("moreAvailable").asBoolean()).isTrue();
            List<String> ids =
                    first.json().path("sets").propertyNames().stream().toList();
            TransmitterScene.Answer second = scene.callAsIdp(
                    "POST",
                    "/ssf/poll/" + stream,
                    "{\"ack\": [\"%s\"], \"setErrs\": {\"%s\": {\"err\": \"invalid_key\"}}}"
                            .formatted(ids.get(0), ids.get(1)));
            assertThat(second.json().path("sets")).hasSize(1);
            assertThat(second.json().path("moreAvailable").asBoolean()).isFalse();
            assertThat(scene.store().dead(ACME, stream, 9)).hasSize(1);
        }

        @Test
        void includesRequestedStateInVerificationEvent() {
            String stream = createPushStream();
            String body = "{\"stream_id\": \"%s\", \"state\": \"abc\"}".formatted(stream);
            assertThat(scene.callAsIdp("POST", "/ssf/verify", body).status()).isEqualTo(204);
            assertThat(scene.callAsIdp("POST", "/ssf/verify", body).status()).isEqualTo(429);
            scene.deliver();
            JsonNode claims = claims(receivedTokens().getFirst().body());
            assertThat(claims.path("events").path(VERIFICATION).path("state").asString())
                    .isEqualTo("abc");
            assertThat(claims.path("sub_id").path("id").asString()).isEqualTo(stream);
        }

        @Test
        void deliversNoEventsAboutRemovedSubjects() {
            String stream = createPushStream();
            String subject =
                    "{\"stream_id\": \"%s\", \"subject\": {\"format\": \"iss_sub\", \"sub\": \"%s\", \"iss\": \"https://signals.acme.com/acme\"}}"
                            .formatted(stream, AGENT);
            assertThat(scene.callAsIdp("POST", "/ssf/subjects:remove", subject).status())
                    .isEqualTo(204);
            recordRevocation("r1");
            scene.deliver();
            assertThat(receivedTokens()).isEmpty();
            assertThat(scene.callAsIdp("POST", "/ssf/subjects:add", subject).status())
                    .isEqualTo(200);
            recordRevocation("r2");
            scene.deliver();
            assertThat(receivedTokens()).hasSize(1);
        }

        @Test
        void deliversOnlyRequestedEvents() {
            String stream = createPushStream();
            TransmitterScene.Answer changed = scene.callAsIdp(
                    "PATCH",
                    "/ssf/stream",
                    "{\"stream_id\": \"%s\", \"events_requested\": [\"%s\", \"urn:example:other\"]}"
                            .formatted(stream, REVOKED));
            assertThat(changed.json().path("events_delivered")).hasSize(1);
            assertThat(changed.json().path("delivery").path("endpoint_url").asString())
                    .endsWith("/events");
            recordEntry("f1", new LedgerEvent.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            scene.deliver();
            assertThat(receivedTokens()).isEmpty();
        }

        @Test
        void rejectsEndpointOnUndeclaredHost() {
            TransmitterScene.Answer refused = scene.callAsIdp(
                    "POST",
                    "/ssf/stream",
                    "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"https://169.254.169.254/latest\"}}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("description").asString()).contains("hosts declared");
        }

        /** An attacker may have taken over a declared host in order to redirect Grantkeeper to an internal address. */
        @Test
        void doesNotFollowRedirects() {
            createPushStream();
            recordRevocation("r1");
            try (ReceiverDouble inside = new ReceiverDouble()) {
                scene.receiver().reply = () -> new ReceiverDouble.Reply(
                        307, "", Map.of("Location", inside.urlOf("/latest").toString()));
                scene.deliver();
                assertThat(receivedTokens()).hasSize(1);
                assertThat(inside.got).isEmpty();
            }
        }

        @Test
        void hidesStreamsFromOtherReceivers() {
            String stream = createPushStream();
            assertThat(scene.call("GET", "/ssf/stream", "", "").status()).isEqualTo(401);
            assertThat(scene.call("GET", "/ssf/stream", "guess", "").status()).isEqualTo(401);
            assertThat(scene.call("GET", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.call("DELETE", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.callAsIdp("GET", "/ssf/stream", "").json()).hasSize(1);
            assertThat(scene.callAsIdp("DELETE", "/ssf/stream?stream_id=" + stream, "")
                            .status())
                    .isEqualTo(204);
            assertThat(scene.callAsIdp("GET", "/ssf/stream", "").json()).isEmpty();
        }

        @Test
        void describesMistakeInInvalidRequest() {
            assertThat(scene.callAsIdp("POST", "/ssf/stream", "{").status()).isEqualTo(400);
            assertThat(scene.callAsIdp("POST", "/ssf/stream", "[]").status()).isEqualTo(400);
            assertThat(scene.callAsIdp("GET", "/ssf/elsewhere", "").status()).isEqualTo(404);
            assertThat(scene.callAsIdp("POST", "/ssf/verify", "{}")
                            .json()
                            .path("description")
                            .asString())
                    .contains("'stream_id' is missing");
        }
    }

    @Nested
    @DisplayName("as OCSF events")
    class Events {
        @Test
        void postsEventsAndWritesThemToFile() throws Exception {
            recordEntry("f1", new LedgerEvent.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            assertThat(scene.deliver().delivered()).isEqualTo(2);
            ReceiverDouble.Received posted = scene.receiver().got.getFirst();
            assertThat(posted.authorization()).isEqualTo("Bearer secret-of-SIEM");
            JsonNode events = ModelJson.mapper().readTree(posted.body());
            assertThat(events.get(0).path("class_uid").asInt()).isEqualTo(2004);
            assertThat(Files.readAllLines(folder.resolve("events.jsonl")))
                    .singleElement()
                    .asString()
                    .contains("\"class_uid\":2004");
        }

        @Test
        void deliversToOtherSinkWhenOneFails() throws Exception {
            scene.receiver().reply = () -> new ReceiverDouble.Reply(500, "", Map.of());
            recordEntry("f1", new LedgerEvent.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            scene.deliver();
            assertThat(Files.readAllLines(folder.resolve("events.jsonl"))).hasSize(1);
            scene.receiver().reply = () -> new ReceiverDouble.Reply(200, "", Map.of());
            scene.clock().advance(Duration.ofMinutes(1));
            assertThat(scene.deliver().delivered()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("names every mistake in the configuration at once")
    void namesEveryMistakeInConfiguration() {
        assertThatThrownBy(() -> SignalsConfig.parse("""
                        {"receivers": [{"id": "idp"}], "events": [{"to": "ftp://x"}], "keys": [{}]}
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'issuer'")
                .hasMessageContaining("'keys[0]'")
                .hasMessageContaining("'receivers[0]'")
                .hasMessageContaining("'events[0].to'");
        assertThat(SignalsConfig.parse("{}").allSinks()).isEmpty();
        assertThat(new ServeSignalsFunction(Optional.empty())
                        .apply(new APIGatewayV2HTTPEvent())
                        .getStatusCode())
                .isEqualTo(404);
    }
}

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
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
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
class SignalsTest {
    private static final String REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

    private final InMemoryLogStore log = new InMemoryLogStore();
    private final KeyFile key = KeyFile.generate("example.com/ledger", SignatureType.ED25519);

    @TempDir
    private Path folder;

    private TransmitterScene scene;
    private SealLedger seal;

    @BeforeEach
    void configure() {
        scene = new TransmitterScene(
                "https://signals.acme.com",
                receiver -> "[{\"to\": \"%s\", \"token\": \"env:SIEM\"}, {\"to\": \"file:%s\"}]"
                        .formatted(receiver.at("/ocsf"), folder.resolve("events.jsonl")));
        seal = new SealLedger(log, SigningKeys.of(_ -> key), CheckpointExport.nowhere(), scene.clock());
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private String pushed() {
        return scene.stream(
                "{\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\", \"authorization_header\": \"Bearer theirs\"}"
                        .formatted(scene.receiver().at("/events")));
    }

    /** Over the log, and once more past it. */
    private void tell(String id, Happening what) {
        Entry entry = Entry.of(id, ACME, scene.clock().instant(), what, Actor.function("test"))
                .about(AGENT);
        log.add(ACME, entry);
        seal.seal(ACME, () -> true);
        scene.ports().follower(log).follow(ACME, () -> true);
        scene.ports().publisher().publish(ACME, List.of(entry)); // as somebody does who died before the place was kept
    }

    private void revoke(String id) {
        tell(id, new Happening.RevocationDone(id, "done"));
    }

    private List<ReceiverDouble.Got> tokens() {
        return scene.receiver().got.stream()
                .filter(got -> got.path().equals("/events"))
                .toList();
    }

    @Nested
    @DisplayName("over a stream")
    class Streams {
        @Test
        void areAnnouncedWithKeysThatVerifyThem() throws Exception {
            JsonNode metadata =
                    scene.call("GET", "/.well-known/ssf-configuration", "", "").json();
            assertThat(metadata.path("spec_version").asString()).isEqualTo("1_0");
            assertThat(metadata.path("issuer").asString()).isEqualTo("https://signals.acme.com");
            assertThat(metadata.path("delivery_methods_supported")).hasSize(2);
            String keys = scene.call("GET", "/ssf/jwks.json", "", "").json().toString();
            pushed();
            revoke("r1");
            scene.deliver();
            JWSObject token = JWSObject.parse(tokens().getFirst().body());
            assertThat(token.verify(new RSASSAVerifier(
                            JWKSet.parse(keys).getKeyByKeyId("2026-11").toRSAKey())))
                    .isTrue();
        }

        @Test
        void arePushedOnceInTheirOrder() {
            pushed();
            revoke("r1");
            scene.clock().step(Duration.ofSeconds(1));
            revoke("r2");
            assertThat(scene.deliver().delivered()).isEqualTo(2 + 4);
            assertThat(scene.deliver().delivered()).isZero();
            assertThat(tokens()).hasSize(2);
            assertThat(tokens().getFirst().contentType()).isEqualTo("application/secevent+jwt");
            assertThat(tokens().getFirst().authorization()).isEqualTo("Bearer theirs");
            assertThat(tokens().stream()
                            .map(got -> claims(got.body()).path("txn").asString()))
                    .containsExactly("r1", "r2");
        }

        @Test
        void comeAgainUntilTheyAreTaken() {
            pushed();
            revoke("r1");
            scene.clock().step(Duration.ofSeconds(1));
            revoke("r2");
            scene.receiver().reply = () -> new ReceiverDouble.Reply(503, "", Map.of("Retry-After", "120"));
            scene.deliver();
            assertThat(tokens()).as("the second waits behind the first").hasSize(1);
            scene.deliver();
            scene.receiver().reply = () -> new ReceiverDouble.Reply(202, "", Map.of());
            scene.clock().step(Duration.ofSeconds(119));
            scene.deliver();
            scene.clock().step(Duration.ofMinutes(5));
            scene.deliver();
            assertThat(tokens().stream()
                            .map(got -> claims(got.body()).path("txn").asString())
                            .distinct())
                    .containsExactlyInAnyOrder("r1", "r2");
            assertThat(scene.store().dead(ACME, "any", 9)).isEmpty();
        }

        @Test
        void arePutAsideWhereTheReceiverRefusesThem() {
            String stream = pushed();
            revoke("r1");
            scene.receiver().reply = () -> new ReceiverDouble.Reply(
                    400, "{\"err\":\"invalid_audience\",\"description\":\"not for us\"}", Map.of());
            assertThat(scene.deliver().dead()).isEqualTo(1);
            assertThat(scene.store().dead(ACME, stream, 9))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.problem().orElseThrow()).contains("invalid_audience"));
        }

        @Test
        void arePutAsideAfterManyTries() {
            String stream = pushed();
            revoke("r1");
            scene.receiver().reply = () -> new ReceiverDouble.Reply(500, "", Map.of());
            for (int i = 0; i < 60; i++) {
                scene.deliver();
                scene.clock().step(Duration.ofHours(2));
            }
            assertThat(scene.store().dead(ACME, stream, 9)).hasSize(1);
            assertThat(tokens()).hasSize(60);
        }

        @Test
        void arePolledAndAcknowledged() {
            String stream = scene.polled();
            revoke("r1");
            revoke("r2");
            revoke("r3");
            TransmitterScene.Answer first =
                    scene.idp("POST", "/ssf/poll/" + stream, "{\"maxEvents\": 2, \"returnImmediately\": true}");
            assertThat(first.json().path("sets")).hasSize(2);
            assertThat(first.json().path("moreAvailable").asBoolean()).isTrue();
            List<String> ids =
                    first.json().path("sets").propertyNames().stream().toList();
            TransmitterScene.Answer second = scene.idp(
                    "POST",
                    "/ssf/poll/" + stream,
                    "{\"ack\": [\"%s\"], \"setErrs\": {\"%s\": {\"err\": \"invalid_key\"}}}"
                            .formatted(ids.get(0), ids.get(1)));
            assertThat(second.json().path("sets")).hasSize(1);
            assertThat(second.json().path("moreAvailable").asBoolean()).isFalse();
            assertThat(scene.store().dead(ACME, stream, 9)).hasSize(1);
        }

        @Test
        void bringBackTheStateOfAVerification() {
            String stream = pushed();
            String body = "{\"stream_id\": \"%s\", \"state\": \"abc\"}".formatted(stream);
            assertThat(scene.idp("POST", "/ssf/verify", body).status()).isEqualTo(204);
            assertThat(scene.idp("POST", "/ssf/verify", body).status()).isEqualTo(429);
            scene.deliver();
            JsonNode claims = claims(tokens().getFirst().body());
            assertThat(claims.path("events").path(VERIFICATION).path("state").asString())
                    .isEqualTo("abc");
            assertThat(claims.path("sub_id").path("id").asString()).isEqualTo(stream);
        }

        @Test
        void leaveOutSubjectsThatAreNotWanted() {
            String stream = pushed();
            String subject =
                    "{\"stream_id\": \"%s\", \"subject\": {\"format\": \"iss_sub\", \"sub\": \"%s\", \"iss\": \"https://signals.acme.com/acme\"}}"
                            .formatted(stream, AGENT);
            assertThat(scene.idp("POST", "/ssf/subjects:remove", subject).status())
                    .isEqualTo(204);
            revoke("r1");
            scene.deliver();
            assertThat(tokens()).isEmpty();
            assertThat(scene.idp("POST", "/ssf/subjects:add", subject).status()).isEqualTo(200);
            revoke("r2");
            scene.deliver();
            assertThat(tokens()).hasSize(1);
        }

        @Test
        void areOfTheEventsThatWereAskedFor() {
            String stream = pushed();
            TransmitterScene.Answer changed = scene.idp(
                    "PATCH",
                    "/ssf/stream",
                    "{\"stream_id\": \"%s\", \"events_requested\": [\"%s\", \"urn:example:other\"]}"
                            .formatted(stream, REVOKED));
            assertThat(changed.json().path("events_delivered")).hasSize(1);
            assertThat(changed.json().path("delivery").path("endpoint_url").asString())
                    .endsWith("/events");
            tell("f1", new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            scene.deliver();
            assertThat(tokens()).isEmpty();
        }

        @Test
        void goOnlyToHostsThatAreDeclared() {
            TransmitterScene.Answer refused = scene.idp(
                    "POST",
                    "/ssf/stream",
                    "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"https://169.254.169.254/latest\"}}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("description").asString()).contains("hosts declared");
        }

        /** The host that is declared may have been taken over, and send us elsewhere. */
        @Test
        void areNotSentOnWhereAReceiverRedirects() {
            pushed();
            revoke("r1");
            try (ReceiverDouble inside = new ReceiverDouble()) {
                scene.receiver().reply = () -> new ReceiverDouble.Reply(
                        307, "", Map.of("Location", inside.at("/latest").toString()));
                scene.deliver();
                assertThat(tokens()).hasSize(1);
                assertThat(inside.got).isEmpty();
            }
        }

        @Test
        void areItsReceiversAlone() {
            String stream = pushed();
            assertThat(scene.call("GET", "/ssf/stream", "", "").status()).isEqualTo(401);
            assertThat(scene.call("GET", "/ssf/stream", "guess", "").status()).isEqualTo(401);
            assertThat(scene.call("GET", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.call("DELETE", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.idp("GET", "/ssf/stream", "").json()).hasSize(1);
            assertThat(scene.idp("DELETE", "/ssf/stream?stream_id=" + stream, "")
                            .status())
                    .isEqualTo(204);
            assertThat(scene.idp("GET", "/ssf/stream", "").json()).isEmpty();
        }

        @Test
        void answerNonsenseWithWhatIsWrong() {
            assertThat(scene.idp("POST", "/ssf/stream", "{").status()).isEqualTo(400);
            assertThat(scene.idp("POST", "/ssf/stream", "[]").status()).isEqualTo(400);
            assertThat(scene.idp("GET", "/ssf/elsewhere", "").status()).isEqualTo(404);
            assertThat(scene.idp("POST", "/ssf/verify", "{}")
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
        void arePostedAndWrittenToAFile() throws Exception {
            tell("f1", new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            assertThat(scene.deliver().delivered()).isEqualTo(2);
            ReceiverDouble.Got posted = scene.receiver().got.getFirst();
            assertThat(posted.authorization()).isEqualTo("Bearer secret-of-SIEM");
            JsonNode events = ModelJson.mapper().readTree(posted.body());
            assertThat(events.get(0).path("class_uid").asInt()).isEqualTo(2004);
            assertThat(Files.readAllLines(folder.resolve("events.jsonl")))
                    .singleElement()
                    .asString()
                    .contains("\"class_uid\":2004");
        }

        @Test
        void waitForASinkWithoutHoldingUpAnother() throws Exception {
            scene.receiver().reply = () -> new ReceiverDouble.Reply(500, "", Map.of());
            tell("f1", new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            scene.deliver();
            assertThat(Files.readAllLines(folder.resolve("events.jsonl"))).hasSize(1);
            scene.receiver().reply = () -> new ReceiverDouble.Reply(200, "", Map.of());
            scene.clock().step(Duration.ofMinutes(1));
            assertThat(scene.deliver().delivered()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("say what is wrong with their configuration, all at once")
    void namesMistakes() {
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

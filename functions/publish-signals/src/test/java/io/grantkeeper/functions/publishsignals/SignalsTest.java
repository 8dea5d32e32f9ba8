package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
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
import io.grantkeeper.signals.transmit.Deliverer.Delivered;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
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
    private static final TenantId ACME = new TenantId("acme");
    private static final IdentityId AGENT = IdentityId.parse("google-acme/ai-agent/otter");
    private static final Keys KEYS = Keys.make();
    private static final String REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    private static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";

    private final SteppingClock clock = new SteppingClock(Samples.NOON);
    private final InMemorySignalStore store = new InMemorySignalStore();
    private final InMemoryLogStore log = new InMemoryLogStore();
    private final KeyFile key = KeyFile.generate("example.com/ledger", SignatureType.ED25519);
    private final SealLedger seal = new SealLedger(log, SigningKeys.of(_ -> key), CheckpointExport.nowhere(), clock);
    private final ReceiverDouble receiver = new ReceiverDouble();
    private SignalPorts ports;
    private ServeSignalsFunction serve;

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() {
        SignalsConfig config = SignalsConfig.parse("""
                {"issuer": "https://signals.acme.com",
                 "keys": [{"id": "2026-11", "privateKey": "env:KEY"}],
                 "receivers": [
                   {"id": "idp", "token": "env:IDP", "audience": ["https://idp.example.com"], "hosts": ["127.0.0.1"]},
                   {"id": "other", "token": "env:OTHER", "audience": ["https://other.example.com"]}],
                 "events": [{"to": "%s", "token": "env:SIEM"}, {"to": "file:%s"}]}
                """.formatted(receiver.at("/ocsf"), folder.resolve("events.jsonl")));
        ports = new SignalPorts(
                config,
                reference ->
                        reference.equals("env:KEY") ? KEYS.pem() : Secret.of("secret-of-" + reference.substring(4)),
                store,
                () -> {
                    throw new IllegalStateException("no sink is on a bus");
                },
                clock);
        serve = new ServeSignalsFunction(ports.transmitter(ACME));
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private record Answer(int status, JsonNode json) {}

    private Answer call(String method, String path, String token, String body) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        int question = path.indexOf('?');
        event.setRawPath(question < 0 ? path : path.substring(0, question));
        if (question >= 0) {
            event.setQueryStringParameters(Map.of("stream_id", path.substring(path.indexOf('=') + 1)));
        }
        event.setHeaders(token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token));
        event.setBody(Base64.getEncoder().encodeToString(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        event.setIsBase64Encoded(true);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .build())
                .build());
        APIGatewayV2HTTPResponse response = serve.apply(event);
        String text = response.getBody() == null || response.getBody().isEmpty() ? "{}" : response.getBody();
        return new Answer(response.getStatusCode(), ModelJson.mapper().readTree(text));
    }

    private Answer idp(String method, String path, String body) {
        return call(method, path, "secret-of-IDP", body);
    }

    private String stream(String delivery) {
        Answer created = idp("POST", "/ssf/stream", "{\"delivery\": %s}".formatted(delivery));
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        return created.json().path("stream_id").asString();
    }

    private String pushed() {
        return stream(
                "{\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\", \"authorization_header\": \"Bearer theirs\"}"
                        .formatted(receiver.at("/events")));
    }

    private String polled() {
        return stream("{\"method\": \"urn:ietf:rfc:8936\"}");
    }

    private void tell(String id, Happening what) {
        Entry entry = Entry.of(id, ACME, clock.instant(), what, Actor.function("test"))
                .about(AGENT);
        log.add(ACME, entry);
        seal.seal(ACME, () -> true);
        ports.follower(log).follow(ACME, () -> true);
        ports.publisher().publish(ACME, List.of(entry)); // as somebody does who died before the place was kept
    }

    private void revoke(String id) {
        tell(id, new Happening.RevocationDone(id, "done"));
    }

    private Delivered deliver() {
        return ports.deliverer().deliver(ACME, () -> true);
    }

    private static JsonNode claims(String token) {
        try {
            JWSObject parsed = JWSObject.parse(token);
            return ModelJson.mapper().readTree(parsed.getPayload().toString());
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ReceiverDouble.Got> tokens() {
        return receiver.got.stream().filter(got -> got.path().equals("/events")).toList();
    }

    @Nested
    @DisplayName("over a stream")
    class Streams {
        @Test
        void areAnnouncedWithKeysThatVerifyThem() throws Exception {
            JsonNode metadata =
                    call("GET", "/.well-known/ssf-configuration", "", "").json();
            assertThat(metadata.path("spec_version").asString()).isEqualTo("1_0");
            assertThat(metadata.path("issuer").asString()).isEqualTo("https://signals.acme.com");
            assertThat(metadata.path("delivery_methods_supported")).hasSize(2);
            String keys = call("GET", "/ssf/jwks.json", "", "").json().toString();
            pushed();
            revoke("r1");
            deliver();
            JWSObject token = JWSObject.parse(tokens().getFirst().body());
            assertThat(token.verify(new RSASSAVerifier(
                            JWKSet.parse(keys).getKeyByKeyId("2026-11").toRSAKey())))
                    .isTrue();
        }

        @Test
        void arePushedOnceInTheirOrder() {
            pushed();
            revoke("r1");
            clock.step(Duration.ofSeconds(1));
            revoke("r2");
            assertThat(deliver().delivered()).isEqualTo(2 + 4);
            assertThat(deliver().delivered()).isZero();
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
            clock.step(Duration.ofSeconds(1));
            revoke("r2");
            receiver.reply = () -> new ReceiverDouble.Reply(503, "", Map.of("Retry-After", "120"));
            deliver();
            assertThat(tokens()).as("the second waits behind the first").hasSize(1);
            deliver();
            receiver.reply = () -> new ReceiverDouble.Reply(202, "", Map.of());
            clock.step(Duration.ofSeconds(119));
            deliver();
            clock.step(Duration.ofMinutes(5));
            deliver();
            assertThat(tokens().stream()
                            .map(got -> claims(got.body()).path("txn").asString())
                            .distinct())
                    .containsExactlyInAnyOrder("r1", "r2");
            assertThat(store.dead(ACME, "any", 9)).isEmpty();
        }

        @Test
        void arePutAsideWhereTheReceiverRefusesThem() {
            String stream = pushed();
            revoke("r1");
            receiver.reply = () -> new ReceiverDouble.Reply(
                    400, "{\"err\":\"invalid_audience\",\"description\":\"not for us\"}", Map.of());
            assertThat(deliver().dead()).isEqualTo(1);
            assertThat(store.dead(ACME, stream, 9))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.problem().orElseThrow()).contains("invalid_audience"));
        }

        @Test
        void arePutAsideAfterManyTries() {
            String stream = pushed();
            revoke("r1");
            receiver.reply = () -> new ReceiverDouble.Reply(500, "", Map.of());
            for (int i = 0; i < 60; i++) {
                deliver();
                clock.step(Duration.ofHours(2));
            }
            assertThat(store.dead(ACME, stream, 9)).hasSize(1);
            assertThat(tokens()).hasSize(60);
        }

        @Test
        void arePolledAndAcknowledged() {
            String stream = polled();
            revoke("r1");
            revoke("r2");
            revoke("r3");
            Answer first = idp("POST", "/ssf/poll/" + stream, "{\"maxEvents\": 2, \"returnImmediately\": true}");
            assertThat(first.json().path("sets")).hasSize(2);
            assertThat(first.json().path("moreAvailable").asBoolean()).isTrue();
            List<String> ids =
                    first.json().path("sets").propertyNames().stream().toList();
            Answer second = idp(
                    "POST",
                    "/ssf/poll/" + stream,
                    "{\"ack\": [\"%s\"], \"setErrs\": {\"%s\": {\"err\": \"invalid_key\"}}}"
                            .formatted(ids.get(0), ids.get(1)));
            assertThat(second.json().path("sets")).hasSize(1);
            assertThat(second.json().path("moreAvailable").asBoolean()).isFalse();
            assertThat(store.dead(ACME, stream, 9)).hasSize(1);
        }

        @Test
        void bringBackTheStateOfAVerification() {
            String stream = pushed();
            String body = "{\"stream_id\": \"%s\", \"state\": \"abc\"}".formatted(stream);
            assertThat(idp("POST", "/ssf/verify", body).status()).isEqualTo(204);
            assertThat(idp("POST", "/ssf/verify", body).status()).isEqualTo(429);
            deliver();
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
            assertThat(idp("POST", "/ssf/subjects:remove", subject).status()).isEqualTo(204);
            revoke("r1");
            deliver();
            assertThat(tokens()).isEmpty();
            assertThat(idp("POST", "/ssf/subjects:add", subject).status()).isEqualTo(200);
            revoke("r2");
            deliver();
            assertThat(tokens()).hasSize(1);
        }

        @Test
        void areOfTheEventsThatWereAskedFor() {
            String stream = pushed();
            Answer changed = idp(
                    "PATCH",
                    "/ssf/stream",
                    "{\"stream_id\": \"%s\", \"events_requested\": [\"%s\", \"urn:example:other\"]}"
                            .formatted(stream, REVOKED));
            assertThat(changed.json().path("events_delivered")).hasSize(1);
            assertThat(changed.json().path("delivery").path("endpoint_url").asString())
                    .endsWith("/events");
            tell("f1", new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            deliver();
            assertThat(tokens()).isEmpty();
        }

        @Test
        void goOnlyToHostsThatAreDeclared() {
            Answer refused = idp(
                    "POST",
                    "/ssf/stream",
                    "{\"delivery\": {\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"https://169.254.169.254/latest\"}}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("description").asString()).contains("hosts declared");
        }

        @Test
        void areItsReceiversAlone() {
            String stream = pushed();
            assertThat(call("GET", "/ssf/stream", "", "").status()).isEqualTo(401);
            assertThat(call("GET", "/ssf/stream", "guess", "").status()).isEqualTo(401);
            assertThat(call("GET", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(call("DELETE", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(idp("GET", "/ssf/stream", "").json()).hasSize(1);
            assertThat(idp("DELETE", "/ssf/stream?stream_id=" + stream, "").status())
                    .isEqualTo(204);
            assertThat(idp("GET", "/ssf/stream", "").json()).isEmpty();
        }

        @Test
        void answerNonsenseWithWhatIsWrong() {
            assertThat(idp("POST", "/ssf/stream", "{").status()).isEqualTo(400);
            assertThat(idp("POST", "/ssf/stream", "[]").status()).isEqualTo(400);
            assertThat(idp("GET", "/ssf/elsewhere", "").status()).isEqualTo(404);
            assertThat(idp("POST", "/ssf/verify", "{}")
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
            assertThat(deliver().delivered()).isEqualTo(2);
            ReceiverDouble.Got posted = receiver.got.getFirst();
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
            receiver.reply = () -> new ReceiverDouble.Reply(500, "", Map.of());
            tell("f1", new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH));
            deliver();
            assertThat(Files.readAllLines(folder.resolve("events.jsonl"))).hasSize(1);
            receiver.reply = () -> new ReceiverDouble.Reply(200, "", Map.of());
            clock.step(Duration.ofMinutes(1));
            assertThat(deliver().delivered()).isEqualTo(1);
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

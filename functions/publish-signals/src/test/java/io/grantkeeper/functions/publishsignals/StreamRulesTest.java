package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.signals.stream.StreamStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One test a rule of the Shared Signals Framework 1.0 (sections 7 and 8), RFC 8935 and RFC 8936. */
@DisplayName("A transmitter of the Shared Signals Framework")
class StreamRulesTest {
    private static final String ISSUER = "https://signals.acme.com";

    private final TransmitterScene scene = new TransmitterScene(ISSUER);

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String quoted(String json, Object... values) {
        return json.replace('\'', '"').formatted(values);
    }

    @Nested
    @DisplayName("tells with stream-updated (8.1.5)")
    class StreamUpdated {
        @Test
        void thatAStreamIsPausedBeforeItStops() {
            String stream = scene.pushed();
            scene.status(stream, "paused", "License is not valid");
            scene.revoke("while-paused");
            scene.deliver();
            JsonNode token = scene.onlyToken();
            assertThat(token.path("sub_id").toString()).isEqualTo(quoted("{'format':'opaque','id':'%s'}", stream));
            JsonNode event = token.path("events").path(TransmitterScene.STREAM_UPDATED);
            assertThat(event.path("status").asString()).isEqualTo("paused");
            assertThat(event.path("reason").asString()).isEqualTo("License is not valid");
        }

        @Test
        void thatItIsDisabledThoughNothingElseIsSentAnyMore() {
            String stream = scene.pushed();
            scene.status(stream, "disabled");
            scene.deliver();
            assertThat(scene.told()).containsExactly("disabled");
        }

        @Test
        void thatItGoesOnBeforeWhatWasHeld() {
            String stream = scene.pushed();
            scene.status(stream, "paused");
            scene.deliver();
            scene.revoke("held");
            scene.clock().step(Duration.ofMinutes(1));
            scene.status(stream, "enabled");
            scene.deliver();
            assertThat(scene.told()).containsExactly("paused", "enabled", "held");
        }

        @Test
        void whatSomebodyHereChanged() {
            String stream = scene.pushed();
            scene.ports()
                    .statusChange()
                    .orElseThrow()
                    .change(
                            TransmitterScene.ACME,
                            scene.store().stream(TransmitterScene.ACME, stream).orElseThrow(),
                            StreamStatus.PAUSED,
                            Optional.of("an outage"));
            scene.deliver();
            assertThat(scene.told()).containsExactly("paused");
            assertThat(scene.idp("GET", "/ssf/status?stream_id=" + stream, "")
                            .json()
                            .path("reason")
                            .asString())
                    .isEqualTo("an outage");
        }

        @Test
        void nothingWhereTheStatusStaysAsItIs() {
            String stream = scene.pushed();
            scene.status(stream, "enabled");
            scene.deliver();
            assertThat(scene.told()).isEmpty();
        }

        @Test
        void aReceiverThatPollsWhileItsStreamIsPaused() {
            String stream = scene.polled();
            scene.revoke("before");
            scene.status(stream, "paused");
            JsonNode sets = scene.poll(stream, "{}").path("sets");
            assertThat(sets).hasSize(1);
            String id = sets.propertyNames().iterator().next();
            assertThat(TransmitterScene.told(sets.path(id).asString())).isEqualTo("paused");
            assertThat(scene.poll(stream, quoted("{'ack': ['%s']}", id)).path("sets"))
                    .isEmpty();
            scene.status(stream, "enabled");
            assertThat(scene.poll(stream, "{}")
                            .path("sets")
                            .valueStream()
                            .map(set -> TransmitterScene.told(set.asString())))
                    .containsExactlyInAnyOrder("enabled", "before");
        }

        @Test
        void evenWhereItWasNotAskedForAndItsSubjectWasLeftOut() {
            String stream = scene.pushed();
            scene.idp("PATCH", "/ssf/stream", quoted("{'stream_id': '%s', 'events_requested': []}", stream));
            String itself = quoted("{'stream_id': '%s', 'subject': {'format': 'opaque', 'id': '%s'}}", stream, stream);
            assertThat(scene.idp("POST", "/ssf/subjects:remove", itself).status())
                    .isEqualTo(204);
            scene.status(stream, "paused");
            scene.deliver();
            assertThat(scene.told()).containsExactly("paused");
        }

        @Test
        void againUntilItIsTaken() {
            String stream = scene.pushed();
            scene.receiver().reply = () -> new ReceiverDouble.Reply(503, "", Map.of());
            scene.status(stream, "paused");
            scene.deliver();
            scene.receiver().reply = () -> new ReceiverDouble.Reply(202, "", Map.of());
            scene.clock().step(Duration.ofMinutes(1));
            scene.deliver();
            scene.deliver();
            assertThat(scene.told()).containsExactly("paused", "paused");
        }
    }

    @Nested
    @DisplayName("keeps a stream's status (8.1.2)")
    class Status {
        @Test
        void whichIsEnabledAtFirst() {
            String stream = scene.pushed();
            assertThat(scene.idp("GET", "/ssf/status?stream_id=" + stream, "")
                            .json()
                            .toString())
                    .isEqualTo(quoted("{'stream_id':'%s','status':'enabled'}", stream));
        }

        @Test
        void andHoldsNothingForADisabledOneNotEvenWhatWaitedBefore() {
            String stream = scene.pushed();
            scene.revoke("waited");
            scene.status(stream, "disabled");
            scene.revoke("after");
            scene.status(stream, "enabled");
            scene.deliver();
            assertThat(scene.told()).containsExactly("disabled", "enabled");
        }

        @Test
        void andAnswersAnUpdateWithItsFields() {
            String stream = scene.pushed();
            assertThat(scene.status(stream, "paused", "Disabled by administrator action.")
                            .toString())
                    .isEqualTo(quoted(
                            "{'stream_id':'%s','status':'paused','reason':'Disabled by administrator action.'}",
                            stream));
        }

        @ParameterizedTest
        @ValueSource(strings = {"off", "Enabled", ""})
        void andRefusesAnyOther(String status) {
            String body = quoted("{'stream_id': '%s', 'status': '%s'}", scene.pushed(), status);
            assertThat(scene.idp("POST", "/ssf/status", body).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("keeps a stream's configuration (8.1.1)")
    class Configuration {
        @Test
        void asAPollingOneWhereNoDeliveryIsNamed() {
            JsonNode made = scene.idp("POST", "/ssf/stream", "{}").json();
            assertThat(made.path("delivery").path("method").asString()).isEqualTo("urn:ietf:rfc:8936");
            assertThat(made.path("delivery").path("endpoint_url").asString())
                    .isEqualTo(ISSUER + "/ssf/poll/" + made.path("stream_id").asString());
        }

        @Test
        void withANewIdForEachStream() {
            assertThat(scene.pushed()).isNotEqualTo(scene.pushed()).matches("[A-Za-z0-9._~-]+");
        }

        @Test
        void andAnswersAllOfAReceiversStreamsOrNone() {
            assertThat(scene.idp("GET", "/ssf/stream", "").json().toString()).isEqualTo("[]");
            scene.pushed();
            assertThat(scene.idp("GET", "/ssf/stream", "").json()).hasSize(1);
        }

        @Test
        void deliversWhatIsBothAskedForAndKnown() {
            String asked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
            JsonNode made = scene.idp(
                            "POST", "/ssf/stream", quoted("{'events_requested': ['%s', 'urn:example:other']}", asked))
                    .json();
            assertThat(made.path("events_requested")).hasSize(2);
            assertThat(made.path("events_delivered").toString()).isEqualTo(quoted("['%s']", asked));
        }

        @Test
        void leavesWithPatchWhatIsNotGivenAsItIs() {
            String stream = scene.pushed();
            JsonNode before = scene.configuration(stream);
            scene.idp(
                    "PATCH", "/ssf/stream", quoted("{'stream_id': '%s', 'description': 'for the directory'}", stream));
            JsonNode after = scene.configuration(stream);
            assertThat(after.path("description").asString()).isEqualTo("for the directory");
            assertThat(after.path("delivery")).isEqualTo(before.path("delivery"));
            assertThat(after.path("events_requested")).isEqualTo(before.path("events_requested"));
        }

        @Test
        void deletesWithPutWhatIsNotGiven() {
            String stream = scene.pushed();
            scene.idp(
                    "PATCH", "/ssf/stream", quoted("{'stream_id': '%s', 'description': 'for the directory'}", stream));
            scene.idp("PUT", "/ssf/stream", quoted("{'stream_id': '%s'}", stream));
            JsonNode after = scene.configuration(stream);
            assertThat(after.has("description")).isFalse();
            assertThat(after.path("delivery").path("method").asString()).isEqualTo("urn:ietf:rfc:8936");
        }

        @Test
        void takesBackWhatItHandedOut() {
            for (String stream : List.of(scene.pushed(), scene.polled())) {
                JsonNode read = scene.configuration(stream);
                for (String method : List.of("PATCH", "PUT")) {
                    TransmitterScene.Answer answer = scene.idp(method, "/ssf/stream", read.toString());
                    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
                    assertThat(answer.json()).isEqualTo(read);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'iss': 'https://other.example.com'",
                    "'aud': 'https://other.example.com'",
                    "'aud': ['https://idp.example.com', 'https://other.example.com']",
                    "'events_supported': []",
                    "'events_delivered': ['urn:example:other']",
                    "'min_verification_interval': 1",
                    "'delivery': {'method': 'urn:ietf:rfc:8936', 'endpoint_url': 'https://elsewhere.example.com'}"
                })
        void refusesAnotherValueOfWhatTheTransmitterSupplies(String member) {
            String stream = scene.polled();
            for (String method : List.of("PATCH", "PUT")) {
                TransmitterScene.Answer answer = scene.idp(
                        method,
                        "/ssf/stream",
                        "{\"stream_id\": \"%s\", %s}".formatted(stream, member.replace('\'', '"')));
                assertThat(answer.status()).as(member).isEqualTo(400);
                assertThat(answer.json().path("description").asString()).contains("supplied by the transmitter");
            }
        }

        @Test
        void takesOneAudienceAsATextOrAsAList() {
            String body = quoted("{'stream_id': '%s', 'aud': ['https://idp.example.com']}", scene.polled());
            assertThat(scene.idp("PATCH", "/ssf/stream", body).status()).isEqualTo(200);
        }

        @Test
        void findsNoStreamOfAnotherReceiverNorOneThatWasDeleted() {
            String stream = scene.pushed();
            assertThat(scene.call("GET", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.idp("DELETE", "/ssf/stream?stream_id=" + stream, "")
                            .status())
                    .isEqualTo(204);
            assertThat(scene.idp("DELETE", "/ssf/stream?stream_id=" + stream, "")
                            .status())
                    .isEqualTo(404);
            String body = quoted(
                    "{'stream_id': '%s', 'status': 'paused', 'subject': {'format': 'opaque', 'id': 'x'}}", stream);
            for (String path : List.of("/ssf/status", "/ssf/subjects:add", "/ssf/subjects:remove", "/ssf/verify")) {
                assertThat(scene.idp("POST", path, body).status()).as(path).isEqualTo(404);
            }
            assertThat(scene.idp("POST", "/ssf/poll/" + stream, "{}").status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer\\ttoken", "Bearer\\r\\nX-Other: 1", "Bearer t\u00f6ken", " Bearer token", ""})
        void refusesAnAuthorizationThatNoHeaderCanHold(String header) {
            String body = quoted(
                    "{'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '%s', 'authorization_header': '%s'}}",
                    scene.receiver().at("/events"), header);
            assertThat(scene.idp("POST", "/ssf/stream", body).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("sends verification events (8.1.4)")
    class Verification {
        @Test
        void withAnyStateAsItWasGiven() {
            String stream = scene.pushed();
            String body =
                    "{\"stream_id\": \"%s\", \"state\": \"two\\nlines, and \u00fcml\u00e4uts\"}".formatted(stream);
            assertThat(scene.idp("POST", "/ssf/verify", body).status()).isEqualTo(204);
            scene.deliver();
            assertThat(scene.onlyToken()
                            .path("events")
                            .path(TransmitterScene.VERIFICATION)
                            .path("state")
                            .asString())
                    .isEqualTo("two\nlines, and \u00fcml\u00e4uts");
        }

        @Test
        void withoutAStateWhereNoneWasGiven() {
            String stream = scene.pushed();
            scene.idp("POST", "/ssf/verify", quoted("{'stream_id': '%s'}", stream));
            scene.deliver();
            assertThat(scene.onlyToken()
                            .path("events")
                            .path(TransmitterScene.VERIFICATION)
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void asOftenAsTheConfigurationSaysAndSaysWhenTheNextMayBe() {
            String stream = scene.pushed();
            String body = quoted("{'stream_id': '%s'}", stream);
            int interval = scene.configuration(stream)
                    .path("min_verification_interval")
                    .asInt();
            scene.idp("POST", "/ssf/verify", body);
            TransmitterScene.Answer early = scene.idp("POST", "/ssf/verify", body);
            assertThat(early.status()).isEqualTo(429);
            assertThat(Integer.parseInt(early.headers().get("retry-after"))).isBetween(1, interval + 1);
            scene.clock().step(Duration.ofSeconds(interval));
            assertThat(scene.idp("POST", "/ssf/verify", body).status()).isEqualTo(204);
        }

        @Test
        void laterWhereTheStreamIsPausedAndNotWhereItIsDisabled() {
            String stream = scene.pushed();
            scene.status(stream, "paused");
            scene.idp("POST", "/ssf/verify", quoted("{'stream_id': '%s', 'state': 'a'}", stream));
            scene.deliver();
            assertThat(scene.told()).containsExactly("paused");
            scene.status(stream, "enabled");
            scene.deliver();
            assertThat(scene.told()).containsExactly("paused", "enabled", "a");
            scene.status(stream, "disabled");
            scene.clock().step(Duration.ofMinutes(2));
            assertThat(scene.idp("POST", "/ssf/verify", quoted("{'stream_id': '%s'}", stream))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void onceWhereTheReceiverSaysThatTheStateIsNotTheOneItGave() {
            String stream = scene.pushed();
            scene.idp("POST", "/ssf/verify", quoted("{'stream_id': '%s', 'state': 'a'}", stream));
            scene.receiver().reply = () ->
                    new ReceiverDouble.Reply(400, quoted("{'err': 'invalid_state', 'description': 'no'}"), Map.of());
            assertThat(scene.deliver().dead()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("lets subjects be left out (8.1.3)")
    class SubjectsOfAStream {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "'otter'",
                    "{'format': ''}",
                    "{'format': 'iss_sub', 'iss': 'https://signals.acme.com/acme'}",
                    "{'format': 'iss_sub', 'sub': 'otter'}",
                    "{'format': 'email'}",
                    "{'format': 'opaque', 'id': 7}"
                })
        void butRefusesWhatIsNoSubjectIdentifier(String subject) {
            String body = quoted("{'stream_id': '%s', 'subject': %s}", scene.pushed(), subject);
            for (String path : List.of("/ssf/subjects:add", "/ssf/subjects:remove")) {
                assertThat(scene.idp("POST", path, body).status()).as(subject).isEqualTo(400);
            }
        }

        @Test
        void andSaysNothingOfWhetherItKnowsThem() {
            String body = quoted(
                    "{'stream_id': '%s', 'subject': {'format': 'email', 'email': 'x@acme.example'}, 'verified': true}",
                    scene.pushed());
            assertThat(scene.idp("POST", "/ssf/subjects:add", body).status()).isEqualTo(200);
            assertThat(scene.idp("POST", "/ssf/subjects:remove", body).status()).isEqualTo(204);
        }
    }

    @Nested
    @DisplayName("describes itself (7)")
    class Discovery {
        @Test
        void withEndpointsThatAnswer() {
            JsonNode metadata =
                    scene.call("GET", "/.well-known/ssf-configuration", "", "").json();
            for (String name : List.of(
                    "configuration_endpoint",
                    "status_endpoint",
                    "add_subject_endpoint",
                    "remove_subject_endpoint",
                    "verification_endpoint")) {
                String path = metadata.path(name).asString().substring(ISSUER.length());
                assertThat(scene.idp("POST", path, "{}").status()).as(name).isIn(201, 400);
            }
            assertThat(metadata.path("default_subjects").asString()).isEqualTo("ALL");
            assertThat(metadata.path("jwks_uri").asString()).isEqualTo(ISSUER + "/ssf/jwks.json");
        }

        @Test
        void betweenHostAndPathWhereTheIssuerHasAPath() {
            try (TransmitterScene tenant = new TransmitterScene(ISSUER + "/acme")) {
                JsonNode metadata = tenant.call("GET", "/.well-known/ssf-configuration/acme", "", "")
                        .json();
                assertThat(metadata.path("issuer").asString()).isEqualTo(ISSUER + "/acme");
                assertThat(tenant.call("GET", "/acme/ssf/jwks.json", "", "").status())
                        .isEqualTo(200);
                JsonNode made = tenant.idp("POST", "/acme/ssf/stream", "{}").json();
                String poll =
                        made.path("delivery").path("endpoint_url").asString().substring(ISSUER.length());
                assertThat(tenant.idp("POST", poll, "{}").status()).isEqualTo(200);
            }
        }

        @Test
        void toWhomItDoesNotKnowAsRfc9110HasIt() {
            TransmitterScene.Answer answer = scene.call("GET", "/ssf/stream", "guess", "");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
            TransmitterScene.Answer wrong = scene.idp("PUT", "/ssf/status", "{}");
            assertThat(wrong.status()).isEqualTo(405);
            assertThat(wrong.headers()).containsEntry("allow", "GET, POST").containsEntry("cache-control", "no-store");
        }
    }

    @Nested
    @DisplayName("is polled (RFC 8936)")
    class Polled {
        @Test
        void withAnEmptyObjectWhereNothingWaits() {
            assertThat(scene.poll(scene.polled(), "{}").toString())
                    .isEqualTo(quoted("{'sets':{},'moreAvailable':false}"));
        }

        @Test
        void forAcknowledgementsAloneWhereNoEventsAreWanted() {
            String stream = scene.polled();
            scene.revoke("r1");
            String id = scene.poll(stream, "{}")
                    .path("sets")
                    .propertyNames()
                    .iterator()
                    .next();
            JsonNode answer = scene.poll(stream, quoted("{'maxEvents': 0, 'ack': ['%s']}", id));
            assertThat(answer.path("sets")).isEmpty();
            assertThat(answer.path("moreAvailable").asBoolean()).isFalse();
            assertThat(scene.poll(stream, "{}").path("sets")).isEmpty();
        }

        @Test
        void againWithWhatWasNotAcknowledged() {
            String stream = scene.polled();
            scene.revoke("r1");
            assertThat(scene.poll(stream, "{}")).isEqualTo(scene.poll(stream, quoted("{'ack': ['unknown']}")));
        }

        @Test
        void withOneEventATokenThatNeverEnds() {
            String stream = scene.polled();
            scene.revoke("r1");
            JsonNode token = TransmitterScene.claims(
                    scene.poll(stream, "{}").path("sets").iterator().next().asString());
            assertThat(token.path("events")).hasSize(1);
            assertThat(token.has("exp") || token.has("sub")).isFalse();
            assertThat(token.path("iss").asString()).isEqualTo(ISSUER);
            assertThat(token.path("aud").asString()).isEqualTo("https://idp.example.com");
        }
    }

    @Test
    @DisplayName("sends nothing of an event that a receiver has not asked for, but tells it to others")
    void keepsStreamsApart() {
        scene.pushed();
        String other = scene.polled();
        scene.idp(
                "PATCH",
                "/ssf/stream",
                quoted("{'stream_id': '%s', 'events_requested': ['urn:example:other']}", other));
        scene.tell("r1", new Happening.RevocationDone("r1", "done"));
        scene.deliver();
        assertThat(scene.told()).containsExactly("r1");
        assertThat(scene.poll(other, "{}").path("sets")).isEmpty();
        assertThat(ModelJson.write(scene.configuration(other))).contains("urn:example:other");
    }
}

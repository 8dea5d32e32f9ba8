package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
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

/** Contains one test per rule of the Shared Signals Framework 1.0 (sections 7 and 8), RFC 8935 and RFC 8936. */
@DisplayName("A transmitter of the Shared Signals Framework")
class SignalStreamRulesTest {
    private static final String ISSUER = "https://signals.acme.com";

    private final TransmitterScene scene = new TransmitterScene(ISSUER);

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String jsonOf(String json, Object... values) {
        return json.replace('\'', '"').formatted(values);
    }

    @Nested
    @DisplayName("sends stream-updated events (8.1.5)")
    class StreamUpdated {
        @Test
        void announcesPauseBeforeDeliveryStops() {
            String stream = scene.createPushStream();
            scene.setStatus(stream, "paused", "License is not valid");
            scene.publishRevocation("while-paused");
            scene.deliver();
            JsonNode token = scene.onlyToken();
            assertThat(token.path("sub_id").toString()).isEqualTo(jsonOf("{'format':'opaque','id':'%s'}", stream));
            JsonNode event = token.path("events").path(TransmitterScene.STREAM_UPDATED);
            assertThat(event.path("status").asString()).isEqualTo("paused");
            assertThat(event.path("reason").asString()).isEqualTo("License is not valid");
        }

        @Test
        void announcesDisablingInLastToken() {
            String stream = scene.createPushStream();
            scene.setStatus(stream, "disabled");
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("disabled");
        }

        @Test
        void announcesEnablingBeforeDeliveringPendingTokens() {
            String stream = scene.createPushStream();
            scene.setStatus(stream, "paused");
            scene.deliver();
            scene.publishRevocation("held");
            scene.clock().advance(Duration.ofMinutes(1));
            scene.setStatus(stream, "enabled");
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("paused", "enabled", "held");
        }

        @Test
        void announcesStatusChangeByOperator() {
            String stream = scene.createPushStream();
            scene.ports()
                    .statusChange()
                    .orElseThrow()
                    .change(
                            TransmitterScene.ACME,
                            scene.store().stream(TransmitterScene.ACME, stream).orElseThrow(),
                            StreamStatus.PAUSED,
                            Optional.of("an outage"));
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("paused");
            assertThat(scene.callAsIdp("GET", "/ssf/status?stream_id=" + stream, "")
                            .json()
                            .path("reason")
                            .asString())
                    .isEqualTo("an outage");
        }

        @Test
        void sendsNothingWhenStatusIsUnchanged() {
            String stream = scene.createPushStream();
            scene.setStatus(stream, "enabled");
            scene.deliver();
            assertThat(scene.receivedValues()).isEmpty();
        }

        @Test
        void announcesPauseToPollingReceiver() {
            String stream = scene.createPollStream();
            scene.publishRevocation("before");
            scene.setStatus(stream, "paused");
            JsonNode sets = scene.poll(stream, "{}").path("sets");
            assertThat(sets).hasSize(1);
            String id = sets.propertyNames().iterator().next();
            assertThat(TransmitterScene.receivedValues(sets.path(id).asString()))
                    .isEqualTo("paused");
            assertThat(scene.poll(stream, jsonOf("{'ack': ['%s']}", id)).path("sets"))
                    .isEmpty();
            scene.setStatus(stream, "enabled");
            assertThat(scene.poll(stream, "{}")
                            .path("sets")
                            .valueStream()
                            .map(set -> TransmitterScene.receivedValues(set.asString())))
                    .containsExactlyInAnyOrder("enabled", "before");
        }

        @Test
        void announcesStatusRegardlessOfRequestedEventsAndRemovedSubjects() {
            String stream = scene.createPushStream();
            scene.callAsIdp("PATCH", "/ssf/stream", jsonOf("{'stream_id': '%s', 'events_requested': []}", stream));
            String itself = jsonOf("{'stream_id': '%s', 'subject': {'format': 'opaque', 'id': '%s'}}", stream, stream);
            assertThat(scene.callAsIdp("POST", "/ssf/subjects:remove", itself).status())
                    .isEqualTo(204);
            scene.setStatus(stream, "paused");
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("paused");
        }

        @Test
        void retriesAnnouncementUntilAccepted() {
            String stream = scene.createPushStream();
            scene.receiver().reply = () -> new ReceiverDouble.Reply(503, "", Map.of());
            scene.setStatus(stream, "paused");
            scene.deliver();
            scene.receiver().reply = () -> new ReceiverDouble.Reply(202, "", Map.of());
            scene.clock().advance(Duration.ofMinutes(1));
            scene.deliver();
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("paused", "paused");
        }
    }

    @Nested
    @DisplayName("manages a stream's status (8.1.2)")
    class Status {
        @Test
        void createsEnabledStream() {
            String stream = scene.createPushStream();
            assertThat(scene.callAsIdp("GET", "/ssf/status?stream_id=" + stream, "")
                            .json()
                            .toString())
                    .isEqualTo(jsonOf("{'stream_id':'%s','status':'enabled'}", stream));
        }

        @Test
        void discardsPendingTokensWhenDisabled() {
            String stream = scene.createPushStream();
            scene.publishRevocation("waited");
            scene.setStatus(stream, "disabled");
            scene.publishRevocation("after");
            scene.setStatus(stream, "enabled");
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("disabled", "enabled");
        }

        @Test
        void returnsUpdatedStatusAndReason() {
            String stream = scene.createPushStream();
            assertThat(scene.setStatus(stream, "paused", "Disabled by administrator action.")
                            .toString())
                    .isEqualTo(jsonOf(
                            "{'stream_id':'%s','status':'paused','reason':'Disabled by administrator action.'}",
                            stream));
        }

        @ParameterizedTest
        @ValueSource(strings = {"off", "Enabled", ""})
        void rejectsUnknownStatus(String status) {
            String body = jsonOf("{'stream_id': '%s', 'status': '%s'}", scene.createPushStream(), status);
            assertThat(scene.callAsIdp("POST", "/ssf/status", body).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("manages a stream's configuration (8.1.1)")
    class Configuration {
        @Test
        void defaultsToPolling() {
            JsonNode made = scene.callAsIdp("POST", "/ssf/stream", "{}").json();
            assertThat(made.path("delivery").path("method").asString()).isEqualTo("urn:ietf:rfc:8936");
            assertThat(made.path("delivery").path("endpoint_url").asString())
                    .isEqualTo(ISSUER + "/ssf/poll/" + made.path("stream_id").asString());
        }

        @Test
        void assignsNewIdToEachStream() {
            assertThat(scene.createPushStream())
                    .isNotEqualTo(scene.createPushStream())
                    .matches("[A-Za-z0-9._~-]+");
        }

        @Test
        void listsAllStreamsOfReceiver() {
            assertThat(scene.callAsIdp("GET", "/ssf/stream", "").json().toString())
                    .isEqualTo("[]");
            scene.createPushStream();
            assertThat(scene.callAsIdp("GET", "/ssf/stream", "").json()).hasSize(1);
        }

        @Test
        void deliversOnlyRequestedAndSupportedEvents() {
            String asked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
            JsonNode made = scene.callAsIdp(
                            "POST", "/ssf/stream", jsonOf("{'events_requested': ['%s', 'urn:example:other']}", asked))
                    .json();
            assertThat(made.path("events_requested")).hasSize(2);
            assertThat(made.path("events_delivered").toString()).isEqualTo(jsonOf("['%s']", asked));
        }

        @Test
        void preservesMembersThatPatchOmits() {
            String stream = scene.createPushStream();
            JsonNode before = scene.configuration(stream);
            scene.callAsIdp(
                    "PATCH", "/ssf/stream", jsonOf("{'stream_id': '%s', 'description': 'for the directory'}", stream));
            JsonNode after = scene.configuration(stream);
            assertThat(after.path("description").asString()).isEqualTo("for the directory");
            assertThat(after.path("delivery")).isEqualTo(before.path("delivery"));
            assertThat(after.path("events_requested")).isEqualTo(before.path("events_requested"));
        }

        @Test
        void deletesMembersThatPutOmits() {
            String stream = scene.createPushStream();
            scene.callAsIdp(
                    "PATCH", "/ssf/stream", jsonOf("{'stream_id': '%s', 'description': 'for the directory'}", stream));
            scene.callAsIdp("PUT", "/ssf/stream", jsonOf("{'stream_id': '%s'}", stream));
            JsonNode after = scene.configuration(stream);
            assertThat(after.has("description")).isFalse();
            assertThat(after.path("delivery").path("method").asString()).isEqualTo("urn:ietf:rfc:8936");
        }

        @Test
        void acceptsConfigurationThatItReturnedInPatchAndPut() {
            for (String stream : List.of(scene.createPushStream(), scene.createPollStream())) {
                JsonNode read = scene.configuration(stream);
                for (String method : List.of("PATCH", "PUT")) {
                    TransmitterScene.Answer answer = scene.callAsIdp(method, "/ssf/stream", read.toString());
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
        void rejectsChangeOfTransmitterSuppliedMember(String member) {
            String stream = scene.createPollStream();
            for (String method : List.of("PATCH", "PUT")) {
                TransmitterScene.Answer answer = scene.callAsIdp(
                        method,
                        "/ssf/stream",
                        "{\"stream_id\": \"%s\", %s}".formatted(stream, member.replace('\'', '"')));
                assertThat(answer.status()).as(member).isEqualTo(400);
                assertThat(answer.json().path("description").asString()).contains("set by the transmitter");
            }
        }

        @Test
        void acceptsSingleAudienceAsStringOrList() {
            String body = jsonOf("{'stream_id': '%s', 'aud': ['https://idp.example.com']}", scene.createPollStream());
            assertThat(scene.callAsIdp("PATCH", "/ssf/stream", body).status()).isEqualTo(200);
        }

        @Test
        void returns404ForDeletedStreamAndStreamOfAnotherReceiver() {
            String stream = scene.createPushStream();
            assertThat(scene.call("GET", "/ssf/stream?stream_id=" + stream, "secret-of-OTHER", "")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.callAsIdp("DELETE", "/ssf/stream?stream_id=" + stream, "")
                            .status())
                    .isEqualTo(204);
            assertThat(scene.callAsIdp("DELETE", "/ssf/stream?stream_id=" + stream, "")
                            .status())
                    .isEqualTo(404);
            String body = jsonOf(
                    "{'stream_id': '%s', 'status': 'paused', 'subject': {'format': 'opaque', 'id': 'x'}}", stream);
            for (String path : List.of("/ssf/status", "/ssf/subjects:add", "/ssf/subjects:remove", "/ssf/verify")) {
                assertThat(scene.callAsIdp("POST", path, body).status())
                        .as(path)
                        .isEqualTo(404);
            }
            assertThat(scene.callAsIdp("POST", "/ssf/poll/" + stream, "{}").status())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer\\ttoken", "Bearer\\r\\nX-Other: 1", "Bearer t\u00f6ken", " Bearer token", ""})
        void rejectsInvalidAuthorizationHeader(String header) {
            String body = jsonOf(
                    "{'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '%s', 'authorization_header': '%s'}}",
                    scene.receiver().urlOf("/events"), header);
            assertThat(scene.callAsIdp("POST", "/ssf/stream", body).status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("sends verification events (8.1.4)")
    class Verification {
        @Test
        void returnsVerificationStateUnchanged() {
            String stream = scene.createPushStream();
            String body =
                    "{\"stream_id\": \"%s\", \"state\": \"two\\nlines, and \u00fcml\u00e4uts\"}".formatted(stream);
            assertThat(scene.callAsIdp("POST", "/ssf/verify", body).status()).isEqualTo(204);
            scene.deliver();
            assertThat(scene.onlyToken()
                            .path("events")
                            .path(TransmitterScene.VERIFICATION)
                            .path("state")
                            .asString())
                    .isEqualTo("two\nlines, and \u00fcml\u00e4uts");
        }

        @Test
        void omitsStateFromVerificationEventIfNoneWasGiven() {
            String stream = scene.createPushStream();
            scene.callAsIdp("POST", "/ssf/verify", jsonOf("{'stream_id': '%s'}", stream));
            scene.deliver();
            assertThat(scene.onlyToken()
                            .path("events")
                            .path(TransmitterScene.VERIFICATION)
                            .isEmpty())
                    .isTrue();
        }

        @Test
        void limitsVerificationFrequencyAndSetsRetryAfter() {
            String stream = scene.createPushStream();
            String body = jsonOf("{'stream_id': '%s'}", stream);
            int interval = scene.configuration(stream)
                    .path("min_verification_interval")
                    .asInt();
            scene.callAsIdp("POST", "/ssf/verify", body);
            TransmitterScene.Answer early = scene.callAsIdp("POST", "/ssf/verify", body);
            assertThat(early.status()).isEqualTo(429);
            assertThat(Integer.parseInt(early.headers().get("retry-after"))).isBetween(1, interval + 1);
            scene.clock().advance(Duration.ofSeconds(interval));
            assertThat(scene.callAsIdp("POST", "/ssf/verify", body).status()).isEqualTo(204);
        }

        @Test
        void delaysVerificationWhilePausedAndRejectsItWhileDisabled() {
            String stream = scene.createPushStream();
            scene.setStatus(stream, "paused");
            scene.callAsIdp("POST", "/ssf/verify", jsonOf("{'stream_id': '%s', 'state': 'a'}", stream));
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("paused");
            scene.setStatus(stream, "enabled");
            scene.deliver();
            assertThat(scene.receivedValues()).containsExactly("paused", "enabled", "a");
            scene.setStatus(stream, "disabled");
            scene.clock().advance(Duration.ofMinutes(2));
            assertThat(scene.callAsIdp("POST", "/ssf/verify", jsonOf("{'stream_id': '%s'}", stream))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void movesTokenToDeadLetterListAfterInvalidStateError() {
            String stream = scene.createPushStream();
            scene.callAsIdp("POST", "/ssf/verify", jsonOf("{'stream_id': '%s', 'state': 'a'}", stream));
            scene.receiver().reply = () ->
                    new ReceiverDouble.Reply(400, jsonOf("{'err': 'invalid_state', 'description': 'no'}"), Map.of());
            assertThat(scene.deliver().dead()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("adds and removes subjects (8.1.3)")
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
        void rejectsInvalidSubjectIdentifier(String subject) {
            String body = jsonOf("{'stream_id': '%s', 'subject': %s}", scene.createPushStream(), subject);
            for (String path : List.of("/ssf/subjects:add", "/ssf/subjects:remove")) {
                assertThat(scene.callAsIdp("POST", path, body).status())
                        .as(subject)
                        .isEqualTo(400);
            }
        }

        @Test
        void doesNotRevealWhetherSubjectIsKnown() {
            String body = jsonOf(
                    "{'stream_id': '%s', 'subject': {'format': 'email', 'email': 'x@acme.example'}, 'verified': true}",
                    scene.createPushStream());
            assertThat(scene.callAsIdp("POST", "/ssf/subjects:add", body).status())
                    .isEqualTo(200);
            assertThat(scene.callAsIdp("POST", "/ssf/subjects:remove", body).status())
                    .isEqualTo(204);
        }
    }

    @Nested
    @DisplayName("publishes its metadata (7)")
    class Discovery {
        @Test
        void publishesWorkingEndpointsInMetadata() {
            JsonNode metadata =
                    scene.call("GET", "/.well-known/ssf-configuration", "", "").json();
            for (String name : List.of(
                    "configuration_endpoint",
                    "status_endpoint",
                    "add_subject_endpoint",
                    "remove_subject_endpoint",
                    "verification_endpoint")) {
                String path = metadata.path(name).asString().substring(ISSUER.length());
                assertThat(scene.callAsIdp("POST", path, "{}").status())
                        .as(name)
                        .isIn(201, 400);
            }
            assertThat(metadata.path("default_subjects").asString()).isEqualTo("ALL");
            assertThat(metadata.path("jwks_uri").asString()).isEqualTo(ISSUER + "/ssf/jwks.json");
        }

        @Test
        void insertsWellKnownPathBeforeIssuerPath() {
            try (TransmitterScene tenant = new TransmitterScene(ISSUER + "/acme")) {
                JsonNode metadata = tenant.call("GET", "/.well-known/ssf-configuration/acme", "", "")
                        .json();
                assertThat(metadata.path("issuer").asString()).isEqualTo(ISSUER + "/acme");
                assertThat(tenant.call("GET", "/acme/ssf/jwks.json", "", "").status())
                        .isEqualTo(200);
                JsonNode made =
                        tenant.callAsIdp("POST", "/acme/ssf/stream", "{}").json();
                String poll =
                        made.path("delivery").path("endpoint_url").asString().substring(ISSUER.length());
                assertThat(tenant.callAsIdp("POST", poll, "{}").status()).isEqualTo(200);
            }
        }

        @Test
        void rejectsUnauthorizedCallsAndWrongMethodsAsRfc9110Specifies() {
            TransmitterScene.Answer answer = scene.call("GET", "/ssf/stream", "guess", "");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
            TransmitterScene.Answer wrong = scene.callAsIdp("PUT", "/ssf/status", "{}");
            assertThat(wrong.status()).isEqualTo(405);
            assertThat(wrong.headers()).containsEntry("allow", "GET, POST").containsEntry("cache-control", "no-store");
        }
    }

    @Nested
    @DisplayName("supports polling (RFC 8936)")
    class Polled {
        @Test
        void returnsEmptySetsWhenNothingIsPending() {
            assertThat(scene.poll(scene.createPollStream(), "{}").toString())
                    .isEqualTo(jsonOf("{'sets':{},'moreAvailable':false}"));
        }

        @Test
        void acceptsAcknowledgmentsWithoutReturningTokens() {
            String stream = scene.createPollStream();
            scene.publishRevocation("r1");
            String id = scene.poll(stream, "{}")
                    .path("sets")
                    .propertyNames()
                    .iterator()
                    .next();
            JsonNode answer = scene.poll(stream, jsonOf("{'maxEvents': 0, 'ack': ['%s']}", id));
            assertThat(answer.path("sets")).isEmpty();
            assertThat(answer.path("moreAvailable").asBoolean()).isFalse();
            assertThat(scene.poll(stream, "{}").path("sets")).isEmpty();
        }

        @Test
        void returnsUnacknowledgedTokensAgain() {
            String stream = scene.createPollStream();
            scene.publishRevocation("r1");
            assertThat(scene.poll(stream, "{}")).isEqualTo(scene.poll(stream, jsonOf("{'ack': ['unknown']}")));
        }

        @Test
        void returnsTokenWithOneEventAndNoExpiry() {
            String stream = scene.createPollStream();
            scene.publishRevocation("r1");
            JsonNode token = TransmitterScene.claims(
                    scene.poll(stream, "{}").path("sets").iterator().next().asString());
            assertThat(token.path("events")).hasSize(1);
            assertThat(token.has("exp") || token.has("sub")).isFalse();
            assertThat(token.path("iss").asString()).isEqualTo(ISSUER);
            assertThat(token.path("aud").asString()).isEqualTo("https://idp.example.com");
        }
    }

    @Test
    @DisplayName("withholds an event from a stream that has not requested it, but sends it to others")
    void deliversEventOnlyToStreamsThatRequestedIt() {
        scene.createPushStream();
        String other = scene.createPollStream();
        scene.callAsIdp(
                "PATCH",
                "/ssf/stream",
                jsonOf("{'stream_id': '%s', 'events_requested': ['urn:example:other']}", other));
        scene.publishEntry("r1", new LedgerEvent.RevocationDone("r1", "done"));
        scene.deliver();
        assertThat(scene.receivedValues()).containsExactly("r1");
        assertThat(scene.poll(other, "{}").path("sets")).isEmpty();
        assertThat(ModelJson.write(scene.configuration(other))).contains("urn:example:other");
    }
}

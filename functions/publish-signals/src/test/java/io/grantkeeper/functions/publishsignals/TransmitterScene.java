package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.JWSObject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.signals.transmit.SignalDeliverer.Delivered;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A transmitter with two receivers. Tokens for the first receiver can be pushed to a test double. */
final class TransmitterScene implements AutoCloseable {
    static final TenantId ACME = new TenantId("acme");
    static final String STREAM_UPDATED = "https://schemas.openid.net/secevent/ssf/event-type/stream-updated";
    static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    static final IdentityId AGENT = IdentityId.parse("google-acme/ai-agent/otter");
    private static final SigningTestKeys KEYS = SigningTestKeys.generate();

    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemorySignalStore store = new InMemorySignalStore();
    private final ReceiverDouble receiver = new ReceiverDouble();
    private final SignalDependencies ports;
    private final ServeSignalsFunction serve;

    TransmitterScene(String issuer) {
        this(issuer, _ -> "[]");
    }

    /**
     * Creates the transmitter.
     *
     * @param sinks returns the configuration's member {@code events}, which can refer to the receiver's address
     */
    TransmitterScene(String issuer, Function<ReceiverDouble, String> sinks) {
        SignalsConfig config = SignalsConfig.parse("""
                {"issuer": "%s",
                 "keys": [{"id": "2026-11", "privateKey": "env:KEY"}],
                 "receivers": [
                   {"id": "idp", "token": "env:IDP", "audience": ["https://idp.example.com"], "hosts": ["127.0.0.1"]},
                   {"id": "other", "token": "env:OTHER", "audience": ["https://other.example.com"]}],
                 "events": %s}
                """.formatted(issuer, sinks.apply(receiver)));
        ports = new SignalDependencies(
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

    /** A response of the transmitter. */
    record Answer(int status, JsonNode json, Map<String, String> headers) {}

    ManualClock clock() {
        return clock;
    }

    InMemorySignalStore store() {
        return store;
    }

    ReceiverDouble receiver() {
        return receiver;
    }

    SignalDependencies ports() {
        return ports;
    }

    Answer call(String method, String path, String token, String body) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        int question = path.indexOf('?');
        event.setRawPath(question < 0 ? path : path.substring(0, question));
        if (question >= 0) {
            event.setQueryStringParameters(Map.of("stream_id", path.substring(path.indexOf('=') + 1)));
        }
        event.setHeaders(token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token));
        event.setBody(body);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .build())
                .build());
        APIGatewayV2HTTPResponse response = serve.apply(event);
        String text = response.getBody() == null || response.getBody().isEmpty() ? "{}" : response.getBody();
        return new Answer(response.getStatusCode(), ModelJson.mapper().readTree(text), response.getHeaders());
    }

    Answer callAsIdp(String method, String path, String body) {
        return call(method, path, "secret-of-IDP", body);
    }

    String createStream(String delivery) {
        Answer created = callAsIdp("POST", "/ssf/stream", "{\"delivery\": %s}".formatted(delivery));
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        return created.json().path("stream_id").asString();
    }

    String createPushStream() {
        return createStream(
                "{\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\"}".formatted(receiver.urlOf("/events")));
    }

    String createPollStream() {
        return createStream("{\"method\": \"urn:ietf:rfc:8936\"}");
    }

    JsonNode configuration(String stream) {
        return callAsIdp("GET", "/ssf/stream?stream_id=" + stream, "").json();
    }

    JsonNode poll(String stream, String body) {
        Answer answer = callAsIdp("POST", "/ssf/poll/" + stream, body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    JsonNode setStatus(String stream, String status) {
        return postStatus("{\"stream_id\": \"%s\", \"status\": \"%s\"}".formatted(stream, status));
    }

    JsonNode setStatus(String stream, String status, String reason) {
        return postStatus(
                "{\"stream_id\": \"%s\", \"status\": \"%s\", \"reason\": \"%s\"}".formatted(stream, status, reason));
    }

    private JsonNode postStatus(String body) {
        clock.advance(Duration.ofSeconds(1));
        Answer answer = callAsIdp("POST", "/ssf/status", body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    void publishEntry(String id, LedgerEvent what) {
        LedgerEntry entry = LedgerEntry.of(id, ACME, clock.instant(), what, EntryActor.function("test"))
                .withIdentity(AGENT);
        ports.publisher().publish(ACME, List.of(entry));
    }

    void publishRevocation(String id) {
        publishEntry(id, new LedgerEvent.RevocationDone(id, "done"));
    }

    Delivered deliver() {
        return ports.deliverer().deliver(ACME, () -> true);
    }

    static JsonNode claims(String token) {
        try {
            return ModelJson.mapper()
                    .readTree(JWSObject.parse(token).getPayload().toString());
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode onlyToken() {
        assertThat(receiver.got).hasSize(1);
        return claims(receiver.got.getFirst().body());
    }

    /**
     * Returns one value per pushed token, in order: a stream's new status, the state of a verification, or the ID of
     * the ledger entry.
     */
    List<String> receivedValues() {
        return receiver.got.stream().map(got -> receivedValues(got.body())).toList();
    }

    static String receivedValues(String token) {
        JsonNode claims = claims(token);
        JsonNode events = claims.path("events");
        if (events.has(STREAM_UPDATED)) {
            return events.path(STREAM_UPDATED).path("status").asString();
        }
        return events.has(VERIFICATION)
                ? events.path(VERIFICATION).path("state").asString("")
                : claims.path("txn").asString();
    }

    @Override
    public void close() {
        receiver.close();
    }
}

package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.nimbusds.jose.JWSObject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.signals.transmit.Deliverer.Delivered;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A transmitter with one receiver, who may have tokens pushed to a double, and another. */
final class TransmitterScene implements AutoCloseable {
    static final TenantId ACME = new TenantId("acme");
    static final String STREAM_UPDATED = "https://schemas.openid.net/secevent/ssf/event-type/stream-updated";
    static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    static final IdentityId AGENT = IdentityId.parse("google-acme/ai-agent/otter");
    private static final Keys KEYS = Keys.make();

    private final SteppingClock clock = new SteppingClock(Samples.NOON);
    private final InMemorySignalStore store = new InMemorySignalStore();
    private final ReceiverDouble receiver = new ReceiverDouble();
    private final SignalPorts ports;
    private final ServeSignalsFunction serve;

    TransmitterScene(String issuer) {
        this(issuer, _ -> "[]");
    }

    /** @param sinks the configuration's {@code events}, where the receiver's address may be one */
    TransmitterScene(String issuer, Function<ReceiverDouble, String> sinks) {
        SignalsConfig config = SignalsConfig.parse("""
                {"issuer": "%s",
                 "keys": [{"id": "2026-11", "privateKey": "env:KEY"}],
                 "receivers": [
                   {"id": "idp", "token": "env:IDP", "audience": ["https://idp.example.com"], "hosts": ["127.0.0.1"]},
                   {"id": "other", "token": "env:OTHER", "audience": ["https://other.example.com"]}],
                 "events": %s}
                """.formatted(issuer, sinks.apply(receiver)));
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

    /** What the transmitter said. */
    record Answer(int status, JsonNode json, Map<String, String> headers) {}

    SteppingClock clock() {
        return clock;
    }

    InMemorySignalStore store() {
        return store;
    }

    ReceiverDouble receiver() {
        return receiver;
    }

    SignalPorts ports() {
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

    Answer idp(String method, String path, String body) {
        return call(method, path, "secret-of-IDP", body);
    }

    String stream(String delivery) {
        Answer created = idp("POST", "/ssf/stream", "{\"delivery\": %s}".formatted(delivery));
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        return created.json().path("stream_id").asString();
    }

    String pushed() {
        return stream(
                "{\"method\": \"urn:ietf:rfc:8935\", \"endpoint_url\": \"%s\"}".formatted(receiver.at("/events")));
    }

    String polled() {
        return stream("{\"method\": \"urn:ietf:rfc:8936\"}");
    }

    JsonNode configuration(String stream) {
        return idp("GET", "/ssf/stream?stream_id=" + stream, "").json();
    }

    JsonNode poll(String stream, String body) {
        Answer answer = idp("POST", "/ssf/poll/" + stream, body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    JsonNode status(String stream, String status) {
        return changed("{\"stream_id\": \"%s\", \"status\": \"%s\"}".formatted(stream, status));
    }

    JsonNode status(String stream, String status, String reason) {
        return changed(
                "{\"stream_id\": \"%s\", \"status\": \"%s\", \"reason\": \"%s\"}".formatted(stream, status, reason));
    }

    private JsonNode changed(String body) {
        clock.step(Duration.ofSeconds(1));
        Answer answer = idp("POST", "/ssf/status", body);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    void tell(String id, Happening what) {
        Entry entry = Entry.of(id, ACME, clock.instant(), what, Actor.function("test"))
                .about(AGENT);
        ports.publisher().publish(ACME, List.of(entry));
    }

    void revoke(String id) {
        tell(id, new Happening.RevocationDone(id, "done"));
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

    /** What was pushed, in its order: a stream's new status, a verification's state, or the entry that is told of. */
    List<String> told() {
        return receiver.got.stream().map(got -> told(got.body())).toList();
    }

    static String told(String token) {
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

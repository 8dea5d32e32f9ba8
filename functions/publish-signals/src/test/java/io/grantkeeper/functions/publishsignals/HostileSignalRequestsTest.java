package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.property.testkit.InputMutations;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sends mutations of valid requests. Each mutation must get a response that the specification allows. */
@DisplayName("A transmitter that receives malformed requests")
class HostileSignalRequestsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final SigningTestKeys KEYS = SigningTestKeys.generate();
    private static final Set<Integer> ANSWERS = Set.of(200, 201, 204, 400, 404, 409, 413, 429);
    private static final String STREAM = "$STREAM";

    record Request(String method, String path, String body) {}

    private static final List<Request> MEANT = List.of(
            new Request(
                    "POST",
                    "/ssf/stream",
                    "{\"delivery\":{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":\"https://idp.example.com/events\",\"authorization_header\":\"Bearer x\"},\"events_requested\":[\"https://schemas.openid.net/secevent/caep/event-type/session-revoked\"],\"description\":\"for the directory\"}"),
            new Request(
                    "PATCH", "/ssf/stream", "{\"stream_id\":\"$STREAM\",\"events_requested\":[\"urn:example:other\"]}"),
            new Request(
                    "PUT",
                    "/ssf/stream",
                    "{\"stream_id\":\"$STREAM\",\"delivery\":{\"method\":\"urn:ietf:rfc:8936\"},\"description\":\"poll\"}"),
            new Request(
                    "POST",
                    "/ssf/status",
                    "{\"stream_id\":\"$STREAM\",\"status\":\"paused\",\"reason\":\"maintenance\"}"),
            new Request(
                    "POST",
                    "/ssf/subjects:add",
                    "{\"stream_id\":\"$STREAM\",\"subject\":{\"format\":\"iss_sub\",\"iss\":\"https://a.example\",\"sub\":\"b\"},\"verified\":true}"),
            new Request(
                    "POST",
                    "/ssf/subjects:remove",
                    "{\"stream_id\":\"$STREAM\",\"subject\":{\"format\":\"complex\",\"user\":{\"format\":\"email\",\"email\":\"a@b.example\"},\"n\":1.5e300}}"),
            new Request("POST", "/ssf/verify", "{\"stream_id\":\"$STREAM\",\"state\":\"VGhpcyBpcyBhIHN0YXRl\"}"),
            new Request(
                    "POST",
                    "/ssf/poll/$STREAM",
                    "{\"maxEvents\":5,\"returnImmediately\":true,\"ack\":[\"a\",\"b\"],\"setErrs\":{\"c\":{\"err\":\"invalid_key\",\"description\":\"no\"}}}"));

    private final InMemorySignalStore store = new InMemorySignalStore();
    private final ServeSignalsFunction serve = new ServeSignalsFunction(new SignalDependencies(
                    SignalsConfig.parse("""
                            {"issuer": "https://signals.acme.com",
                             "keys": [{"id": "2026-11", "privateKey": "env:KEY"}],
                             "receivers": [{"id": "idp", "token": "env:IDP", "audience": ["https://idp.example.com"],
                                            "hosts": ["idp.example.com"]}]}
                            """),
                    reference -> reference.equals("env:KEY") ? KEYS.pem() : Secret.of("secret-of-IDP"),
                    store,
                    () -> {
                        throw new IllegalStateException("no sink is on a bus");
                    },
                    new ManualClock(ModelSamples.NOON))
            .transmitter(ACME));

    private APIGatewayV2HTTPResponse send(Request request) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRawPath(request.path());
        event.setHeaders(Map.of("authorization", "Bearer secret-of-IDP"));
        event.setBody(Base64.getEncoder().encodeToString(request.body().getBytes(StandardCharsets.ISO_8859_1)));
        event.setIsBase64Encoded(true);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(request.method())
                        .build())
                .build());
        return serve.apply(event);
    }

    /** A valid request whose body is replaced by a mutation of its own body or of another request's body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mutation(Request request, byte[] body) {}

    @Provide
    Arbitrary<Mutation> mutations() {
        String[] others = MEANT.stream().map(Request::body).toArray(String[]::new);
        return Arbitraries.oneOf(MEANT.stream()
                .map(meant -> Arbitraries.oneOf(InputMutations.of(meant.body()), InputMutations.of(others))
                        .map(body -> new Mutation(meant, body)))
                .toList());
    }

    @Property(seed = "6", tries = 8_000)
    void respondsToMutatedRequestsAsSpecified(@ForAll("mutations") Mutation mutation) {
        assertSpecifiedAnswer(addressedTo(mutation.request(), stream(), mutation.body()));
    }

    /**
     * Returns the ID of an existing stream, or creates a stream if there is none. If the number of streams approaches
     * the limit per receiver, deletes all of them first.
     */
    private String stream() {
        List<SignalStream> streams = store.streams(ACME);
        if (streams.size() > 15) {
            streams.forEach(each -> store.remove(ACME, each.id()));
        }
        return store.streams(ACME).stream().findFirst().map(SignalStream::id).orElseGet(this::freshStream);
    }

    private static Request addressedTo(Request meant, String stream, byte[] body) {
        // Latin-1 preserves bytes that are not valid UTF-8.
        String text = new String(body, StandardCharsets.ISO_8859_1).replace(STREAM, stream);
        return new Request(meant.method(), meant.path().replace(STREAM, stream), text);
    }

    @Test
    void acceptsValidRequests() {
        String stream = freshStream();
        assertThat(MEANT.stream()
                        .map(meant -> new Request(
                                meant.method(),
                                meant.path().replace(STREAM, stream),
                                meant.body().replace(STREAM, stream)))
                        .map(request -> send(request).getStatusCode()))
                .containsExactly(201, 200, 200, 200, 200, 204, 204, 200);
    }

    private String freshStream() {
        APIGatewayV2HTTPResponse made = send(new Request("POST", "/ssf/stream", "{}"));
        return ModelJson.mapper().readTree(made.getBody()).path("stream_id").asString();
    }

    private void assertSpecifiedAnswer(Request request) {
        APIGatewayV2HTTPResponse answer = send(request);
        assertThat(answer.getStatusCode()).as(request.toString()).isIn(ANSWERS);
        String body = answer.getBody();
        if (!body.isEmpty()) {
            JsonNode json = ModelJson.mapper().readTree(body);
            assertThat(json.isObject()).as(request.toString()).isTrue();
            if (answer.getStatusCode() >= 400) {
                assertThat(json.path("err").isString()).as(request.toString()).isTrue();
                assertThat(body.length()).as(request.toString()).isLessThan(1_000);
            }
        }
        assertThat(body).as(request.toString()).doesNotContain("secret-of");
    }
}

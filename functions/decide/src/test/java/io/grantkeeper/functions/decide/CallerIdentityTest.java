package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.evaluationRequest;
import static io.grantkeeper.functions.decide.DecideFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A caller")
class CallerIdentityTest {
    private static final String REQUESTS = "/access/v1/requests";
    private static final String REQUEST = evaluationRequest("notes-client", "send", "mail");

    private final DecideFixture fixture = new DecideFixture();

    private int status(String method, String path, Map<String, String> credentials) {
        return fixture.call(method, path, "", "", credentials).getStatusCode();
    }

    /** Requests access with the given credentials, and returns the ID of the request. */
    private String requestAccess(Map<String, String> credentials) {
        fixture.applyPolicy(DecideFixture.ASK_FOR_MAIL);
        String token = json(fixture.call("POST", "/access/v1/evaluation", "", REQUEST, credentials))
                .at("/context/access_request/binding_token")
                .stringValue();
        return json(fixture.call(
                        "POST",
                        REQUESTS,
                        "",
                        REQUEST.strip().replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token)),
                        credentials))
                .at("/task/id")
                .stringValue();
    }

    private static Map<String, String> token(TestTokenIssuers issuer, String subject, String client) {
        return Map.of("Authorization", issuer.bearer(subject, client));
    }

    @Test
    void isNotMistakenForClientOfSameNameFromAnotherIssuer() {
        Map<String, String> key = Map.of("X-API-Key", "key-of-the-gateway");
        String id = requestAccess(key);
        for (Map<String, String> other : List.of(
                token(TestTokenIssuers.A, "gateway", "gateway"), token(TestTokenIssuers.B, "gateway", "gateway"))) {
            assertThat(status("GET", REQUESTS + "/" + id, other)).isEqualTo(404);
            assertThat(status("POST", REQUESTS + "/" + id + "/cancel", other)).isEqualTo(404);
        }
        assertThat(status("GET", REQUESTS + "/" + id, key)).isEqualTo(200);
    }

    @Test
    void isIdentifiedByIssuerAndSubject() {
        String id = requestAccess(token(TestTokenIssuers.A, "gateway", "gateway"));
        for (Map<String, String> other : List.of(
                Map.of("X-API-Key", "key-of-the-gateway"),
                token(TestTokenIssuers.B, "gateway", "gateway"),
                token(TestTokenIssuers.A, "mallory", "gateway"),
                token(TestTokenIssuers.A, "gateway", "another"))) {
            assertThat(status("GET", REQUESTS + "/" + id, other)).isEqualTo(404);
        }
        assertThat(status("GET", REQUESTS + "/" + id, token(TestTokenIssuers.A, "gateway", "gateway")))
                .isEqualTo(200);
    }

    @Test
    void isUnknownAgentIfItsNameDoesNotIdentifyItsIssuer() {
        fixture.applyPolicy("""
                policy: reports
                intent: Agents that we know read reports.
                rules:
                  - allow: {action: GET, resource: route}
                stage: enforcement
                """);
        String event = """
                {"version":"2.0","type":"REQUEST","routeArn":"arn","routeKey":"GET /reports","rawPath":"/reports",
                 "headers":{%s},"requestContext":{"http":{"method":"GET"}}}""";
        ObjectNode byKey = authorize(event.formatted("\"x-api-key\":\"key-of-notes\""));
        assertThat(byKey.path("isAuthorized").booleanValue()).isTrue();
        ObjectNode byToken = authorize(event.formatted(
                "\"authorization\":\"%s\"".formatted(TestTokenIssuers.B.bearer("notes-client", "notes-client"))));
        assertThat(byToken.path("isAuthorized").booleanValue()).isFalse();
        assertThat(byToken.at("/context/caller").stringValue()).isEqualTo("https://b.issuer.example|notes-client");
    }

    private ObjectNode authorize(String event) {
        return fixture.authorizer(false).apply((ObjectNode) new JsonMapper().readTree(event));
    }

    @Test
    void acceptsAuthenticationSchemeInAnyCase() {
        fixture.applyPolicy(DecideFixture.ASK_FOR_MAIL);
        for (String scheme : new String[] {"Bearer", "bearer", "BEARER", "bEaReR"}) {
            assertThat(fixture.call(
                                    "POST",
                                    "/access/v1/evaluation",
                                    "",
                                    REQUEST,
                                    Map.of("authorization", scheme + "  key-of-the-gateway"))
                            .getStatusCode())
                    .as(scheme)
                    .isEqualTo(200);
        }
    }

    @Test
    void acceptsLongRequestIdWithoutRecordingIt() {
        fixture.applyPolicy(DecideFixture.ASK_FOR_MAIL);
        for (int length : new int[] {128, 129}) {
            fixture.call(
                    "POST",
                    "/access/v1/evaluation",
                    "key-of-the-gateway",
                    REQUEST,
                    Map.of("X-Request-ID", "r".repeat(length)));
        }
        assertThat(fixture.recorded())
                .extracting(recorded -> recorded.requestId().orElse("").length())
                .containsExactlyInAnyOrder(128, 0);
    }
}

package io.grantkeeper.functions.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The Lambda authorizer")
class AuthorizeRequestTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ARN = "arn:aws:execute-api:eu-central-1:000000000000:api/prod/GET/reports/7";
    /**
     * Allows known agents to read reports. The inventory does not list API keys, but the key {@code notes-client} has
     * the same name as an agent's OAuth client, so the agent is found.
     */
    private static final String POLICY = """
            policy: reports
            intent: Agents that we know read reports.
            rules:
              - allow: {action: GET, resource: route}
                when:
                  where: {resource.id: "/reports/{id}"}
            stage: enforcement
            """;

    private static final String SECOND = """
            {"version":"2.0","type":"REQUEST","routeArn":"%s","routeKey":"GET /reports/{id}","rawPath":"/reports/7",
             "headers":{"x-api-key":"%s"},"requestContext":{"http":{"method":"%s"}}}""";
    private static final String FIRST = """
            {"version":"1.0","type":"REQUEST","methodArn":"%s","resource":"/reports/{id}","path":"/reports/7",
             "headers":{"X-API-Key":"%s"},"httpMethod":"%s"}""";

    private final DecideFixture fixture = new DecideFixture();

    @BeforeEach
    void allowReadingReports() {
        fixture.applyPolicy(POLICY);
    }

    private JsonNode simple(String event) {
        return fixture.authorizer(false).apply((ObjectNode) JSON.readTree(event));
    }

    private String effect(String event) {
        JsonNode policy = fixture.authorizer(true).apply((ObjectNode) JSON.readTree(event));
        assertThat(policy.at("/policyDocument/Version").stringValue()).isEqualTo("2012-10-17");
        assertThat(policy.at("/policyDocument/Statement/0/Action").stringValue())
                .isEqualTo("execute-api:Invoke");
        assertThat(policy.path("principalId").stringValue()).isNotEmpty();
        return policy.at("/policyDocument/Statement/0/Effect").stringValue() + " "
                + policy.at("/policyDocument/Statement/0/Resource/0").stringValue();
    }

    @Test
    void returnsConfiguredResponseTypeForPayloadFormat2() {
        JsonNode answer = simple(SECOND.formatted(ARN, "key-of-notes", "GET"));
        assertThat(answer.path("isAuthorized").booleanValue()).isTrue();
        assertThat(answer.at("/context/caller").stringValue()).isEqualTo("notes-client");
        assertThat(simple(SECOND.formatted(ARN, "key-of-notes", "DELETE"))
                        .path("isAuthorized")
                        .booleanValue())
                .isFalse();
        assertThat(effect(SECOND.formatted(ARN, "key-of-notes", "GET"))).isEqualTo("Allow " + ARN);
        assertThat(effect(SECOND.formatted(ARN, "key-of-notes", "DELETE"))).isEqualTo("Deny " + ARN);
    }

    @Test
    void returnsPolicyForPayloadFormat1RegardlessOfConfiguration() {
        assertThat(effect(FIRST.formatted(ARN, "key-of-notes", "GET"))).isEqualTo("Allow " + ARN);
        assertThat(effect(FIRST.formatted(ARN, "key-of-notes", "POST"))).isEqualTo("Deny " + ARN);
        JsonNode answer = simple(FIRST.formatted(ARN, "key-of-notes", "GET"));
        assertThat(answer.has("isAuthorized")).isFalse();
        assertThat(answer.at("/policyDocument/Statement/0/Effect").stringValue())
                .isEqualTo("Allow");
    }

    @Test
    void returnsPolicyForMethodArnOfTokenAuthorizerEvent() {
        fixture.applyPolicy(POLICY.replace("/reports/{id}", "/reports/7"));
        String token = "{\"type\":\"TOKEN\",\"authorizationToken\":\"%s\",\"methodArn\":\"%s\"}";
        assertThat(effect(token.formatted("Bearer key-of-notes", ARN))).isEqualTo("Allow " + ARN);
        assertThat(effect(token.formatted("Bearer key-of-nobody", ARN))).isEqualTo("Deny " + ARN);
        assertThat(effect(token.formatted("Bearer key-of-notes", ARN.replace("GET", "DELETE"))))
                .startsWith("Deny ");
    }

    @Test
    void usesPathAsResourceIfRouteIsGreedy() {
        fixture.applyPolicy(POLICY.replace("/reports/{id}", "/reports/7"));
        String greedy = SECOND.formatted(ARN, "key-of-notes", "GET").replace("GET /reports/{id}", "ANY /{proxy+}");
        assertThat(simple(greedy).path("isAuthorized").booleanValue()).isTrue();
        assertThat(simple(greedy.replace("\"/reports/7\"", "\"/secrets/7\""))
                        .path("isAuthorized")
                        .booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"TOKEN\"}",
                "{\"type\":\"TOKEN\",\"authorizationToken\":\"Bearer key-of-notes\",\"methodArn\":\"x\"}",
                "{\"type\":\"TOKEN\",\"authorizationToken\":\"Bearer key-of-notes\",\"methodArn\":7}",
                "{\"version\":\"2.0\",\"headers\":[],\"requestContext\":7}",
                "{\"version\":\"2.0\",\"headers\":{\"x-api-key\":\"key-of-notes\"},\"routeKey\":\"GET /reports/{id}\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
                "{\"version\":1,\"headers\":{\"x-api-key\":null},\"httpMethod\":{}}"
            })
    void deniesIncompleteEvents(String event) {
        assertThat(effect(event)).startsWith("Deny ");
    }

    @Test
    void deniesRequestsOnInternalFailures() {
        FaultyDecisionPorts faults = new FaultyDecisionPorts();
        DecideFixture broken = new DecideFixture(new DecideFixture.SharedStores(), faults);
        broken.applyPolicy(POLICY);
        for (String call :
                new String[] {FaultyDecisionPorts.CLOCK, "PolicyStore.revision", "IdentityAliasStore.findByName"}) {
            faults.fail(call);
            ObjectNode answer = broken.authorizer(false)
                    .apply((ObjectNode) JSON.readTree(SECOND.formatted(ARN, "key-of-notes", "GET")));
            assertThat(answer.path("isAuthorized").booleanValue()).as(call).isFalse();
        }
    }
}

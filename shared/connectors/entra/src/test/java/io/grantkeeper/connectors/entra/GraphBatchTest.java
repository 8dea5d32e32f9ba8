package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.testkit.ScriptedSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphBatchTest {
    private static final List<GraphRequestUri> TWO =
            List.of(GraphRequestUri.of("servicePrincipals", "a"), GraphRequestUri.of("servicePrincipals", "b"));

    private final ScriptedSession script = EntraScript.session();

    private List<Optional<JsonNodeReader>> responses(String... answers) throws ConnectorException {
        script.withResponse("POST /$batch", "{\"responses\":[%s]}".formatted(String.join(",", answers)));
        return GraphBatch.get(script, TWO);
    }

    private ConnectorProblem problem(String... answers) {
        return catchThrowableOfType(ConnectorException.class, () -> responses(answers))
                .problem();
    }

    private static String answer(int id, int status, String headers, String body) {
        return "{\"id\":\"%d\",\"status\":%d,\"headers\":%s,\"body\":%s}".formatted(id, status, headers, body);
    }

    private static String good(int id, String name) {
        return answer(id, 200, "{}", "{\"id\":\"%s\"}".formatted(name));
    }

    @Test
    void acceptsResponsesInAnyOrder() throws ConnectorException {
        List<Optional<JsonNodeReader>> answers = responses(good(2, "b"), good(1, "a"));
        assertThat(answers.getFirst().orElseThrow().text("id")).isEqualTo("a");
        assertThat(answers.getLast().orElseThrow().text("id")).isEqualTo("b");
    }

    @Test
    void returnsOtherObjectsIfOneIsMissing() throws ConnectorException {
        List<Optional<JsonNodeReader>> answers =
                responses(good(1, "a"), answer(2, 404, "{}", EntraScript.error("Request_ResourceNotFound")));
        assertThat(answers.getFirst()).isPresent();
        assertThat(answers.getLast()).isEmpty();
    }

    @Test
    void usesLongestWaitTimeForWholeBatch() {
        String brief = answer(1, 429, "{\"Retry-After\":\"3\"}", EntraScript.error("TooManyRequests"));
        String longer = answer(2, 429, "{\"retry-after\":\"40\"}", EntraScript.error("TooManyRequests"));
        assertThat(problem(brief, longer)).isEqualTo(new RateLimited(Duration.ofSeconds(40), "directory-small"));
    }

    @Test
    void readsWaitTimeInEveryFormatAndIgnoresMalformedHeaders() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                EntraScript.NOW.plusSeconds(75).atOffset(ZoneOffset.UTC));
        assertThat(problemIfBothFailWith("{\"Retry-After\":\"%s\",\"x\":{}}".formatted(date), 429))
                .isEqualTo(new RateLimited(Duration.ofSeconds(75), "directory-small"));
        assertThat(problemIfBothFailWith("{\"Retry-After\":12}", 503))
                .isEqualTo(new RateLimited(Duration.ofSeconds(12), "directory-small"));
        assertThat(problemIfBothFailWith("{\"Retry-After\":[\"7\"]}", 429))
                .isEqualTo(new RateLimited(EntraErrors.DEFAULT_WAIT, "directory-small"));
    }

    private ConnectorProblem problemIfBothFailWith(String headers, int status) {
        return problem(answer(1, status, headers, "null"), answer(2, status, headers, "null"));
    }

    @Test
    void demandsPauseButReportsNoProblemIfOnlySomeRequestsAreThrottled() {
        ProviderRequest request = ProviderRequest.mutation(
                ProviderRequest.Method.POST,
                URI.create("https://graph.microsoft.com/v1.0/$batch"),
                "directory-small",
                EntraClient.CREDENTIAL,
                null,
                true);
        String body = "{\"responses\":[%s,%s,%s]}"
                .formatted(
                        good(1, "a"),
                        answer(2, 429, "{\"Retry-After\":\"3\"}", "null"),
                        answer(3, 429, "{\"Retry-After\":\"40\"}", "null"));
        ProviderResponse response = new ProviderResponse(request, 200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        assertThat(new EntraErrors().problem(response, EntraScript.NOW)).isEmpty();
        assertThat(new EntraErrors().pauses(response, EntraScript.NOW))
                .containsExactly(new RateLimited(Duration.ofSeconds(40), "directory-small"));
    }

    @Test
    void reportsOutageOrMissingPermissionOfSingleRequest() {
        assertThat(problem(good(1, "a"), answer(2, 503, "{}", "null"))).isInstanceOf(Unavailable.class);
        assertThat(problem(good(1, "a"), answer(2, 403, "{}", EntraScript.error("Authorization_RequestDenied"))))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing()).containsExactly(EntraScopes.APPLICATIONS));
    }

    @Test
    void rejectsMissingResponse() {
        assertThat(problem(good(1, "a"))).isInstanceOf(UnexpectedResponse.class);
    }

    @Test
    void sendsAtMostTwentyRequestsPerBatch() {
        List<GraphRequestUri> many = IntStream.range(0, 41)
                .mapToObj(i -> GraphRequestUri.of("servicePrincipals", "p" + i))
                .toList();
        script.withResponse(
                "POST /$batch",
                "{\"responses\":[%s]}"
                        .formatted(String.join(
                                ",",
                                IntStream.rangeClosed(1, 20)
                                        .mapToObj(i -> good(i, "p"))
                                        .toList())));
        assertThat(catchThrowableOfType(
                        ConnectorException.class,
                        () -> assertThat(GraphBatch.get(script, many)).hasSize(41)))
                .isNull();
        assertThat(script.sent()).hasSize(3);
    }
}

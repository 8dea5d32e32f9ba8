package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.JsonBody;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final List<Address> TWO =
            List.of(Address.of("servicePrincipals", "a"), Address.of("servicePrincipals", "b"));

    private final Script script = new Script();

    private List<Optional<JsonBody>> answered(String... answers) throws ConnectorException {
        script.answering("POST /$batch", "{\"responses\":[%s]}".formatted(String.join(",", answers)));
        return Batch.get(script, TWO);
    }

    private ConnectorProblem problem(String... answers) {
        return catchThrowableOfType(ConnectorException.class, () -> answered(answers))
                .problem();
    }

    private static String answer(int id, int status, String headers, String body) {
        return "{\"id\":\"%d\",\"status\":%d,\"headers\":%s,\"body\":%s}".formatted(id, status, headers, body);
    }

    private static String good(int id, String name) {
        return answer(id, 200, "{}", "{\"id\":\"%s\"}".formatted(name));
    }

    @Test
    void answersComeInAnyOrder() throws ConnectorException {
        List<Optional<JsonBody>> answers = answered(good(2, "b"), good(1, "a"));
        assertThat(answers.getFirst().orElseThrow().text("id")).isEqualTo("a");
        assertThat(answers.getLast().orElseThrow().text("id")).isEqualTo("b");
    }

    @Test
    void anObjectThatIsGoneIsNoTroubleOfTheOthers() throws ConnectorException {
        List<Optional<JsonBody>> answers =
                answered(good(1, "a"), answer(2, 404, "{}", Script.error("Request_ResourceNotFound")));
        assertThat(answers.getFirst()).isPresent();
        assertThat(answers.getLast()).isEmpty();
    }

    @Test
    void theLongestWaitInsideIsTheBatchs() {
        String brief = answer(1, 429, "{\"Retry-After\":\"3\"}", Script.error("TooManyRequests"));
        String longer = answer(2, 429, "{\"retry-after\":\"40\"}", Script.error("TooManyRequests"));
        assertThat(problem(brief, longer)).isEqualTo(new RateLimited(Duration.ofSeconds(40), "directory-small"));
    }

    @Test
    void aWaitInsideIsReadInEveryFormAndAnOddHeaderIsNone() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Script.NOW.plusSeconds(75).atOffset(ZoneOffset.UTC));
        assertThat(problem(good(1, "a"), answer(2, 429, "{\"Retry-After\":\"%s\",\"x\":{}}".formatted(date), "null")))
                .isEqualTo(new RateLimited(Duration.ofSeconds(75), "directory-small"));
        assertThat(problem(good(1, "a"), answer(2, 503, "{\"Retry-After\":12}", "null")))
                .isEqualTo(new RateLimited(Duration.ofSeconds(12), "directory-small"));
        assertThat(problem(good(1, "a"), answer(2, 429, "{\"Retry-After\":[\"7\"]}", "null")))
                .isEqualTo(new RateLimited(EntraResponses.UNSAID_WAIT, "directory-small"));
    }

    @Test
    void anOutageInsideIsAnOutageAndARefusalNamesItsPermission() {
        assertThat(problem(good(1, "a"), answer(2, 503, "{}", "null"))).isInstanceOf(Unavailable.class);
        assertThat(problem(good(1, "a"), answer(2, 403, "{}", Script.error("Authorization_RequestDenied"))))
                .isInstanceOfSatisfying(
                        InsufficientScope.class,
                        problem -> assertThat(problem.missing()).containsExactly(Scopes.APPLICATIONS));
    }

    @Test
    void aMissingAnswerIsNeverTakenForAMissingObject() {
        assertThat(problem(good(1, "a"))).isInstanceOf(UnexpectedResponse.class);
    }

    @Test
    void noMoreThanTwentyTravelTogether() {
        List<Address> many = IntStream.range(0, 41)
                .mapToObj(i -> Address.of("servicePrincipals", "p" + i))
                .toList();
        script.answering(
                "POST /$batch",
                "{\"responses\":[%s]}"
                        .formatted(String.join(
                                ",",
                                IntStream.rangeClosed(1, 20)
                                        .mapToObj(i -> good(i, "p"))
                                        .toList())));
        assertThat(catchThrowableOfType(
                        ConnectorException.class,
                        () -> assertThat(Batch.get(script, many)).hasSize(41)))
                .isNull();
        assertThat(script.sent).hasSize(3);
    }
}

package io.grantkeeper.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.store.testkit.InputMutations;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("For arbitrary input, the AuthZEN API")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AuthZenFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int COUNT = 20_000;
    private static final List<String> PATHS = List.of(
            "/access/v1/evaluation",
            "/access/v1/evaluations",
            "/access/v1/search/subject",
            "/access/v1/search/resource",
            "/access/v1/search/action");
    private static final String[] GOOD = {"""
        {"subject":{"type":"person","id":"p1","properties":{"role":"owner","age":7,"share":0.5,"act":{"sub":"agent","act":{"sub":"x"}}}},
         "action":{"name":"write","properties":{"arguments":{"to":["a",{"b":1.0}],"n":1e3}}},
         "resource":{"type":"record","id":"r1","properties":{"tags":["a","b"]}},"context":{"ip":"192.0.2.1","agent":"a"}}""", """
        {"subject":{"type":"person","id":"p1"},"action":{"name":"read"},"options":{"evaluations_semantic":"deny_on_first_deny"},
         "evaluations":[{"resource":{"type":"record","id":"r1"}},{},{"resource":{"type":"record","id":"r2"},"context":{}}]}""", """
        {"subject":{"type":"person"},"action":{"name":"read"},"resource":{"type":"record","id":"r1"},"page":{"limit":5,"token":""}}"""};

    private final ScriptedDecisionPoint rules = new ScriptedDecisionPoint();
    private final AuthZenApi api = new AuthZenApi(
            new PdpMetadata(URI.create("https://pdp.acme.example"), false),
            _ -> new CallerAuthentication.Outcome.Known(ApiCaller.named("gateway")),
            rules,
            Optional.empty(),
            new SealedToken(new byte[32]),
            new RequestLimits(20_000, 24, 2_000, 20, 100, 1_000));

    @Test
    void returnsOnlyDocumentedResponses() {
        Set<Integer> seen = new TreeSet<>();
        int[] number = {0};
        InputMutations.generate(4711, COUNT, GOOD).forEach(body -> {
            String path = PATHS.get(number[0]++ % PATHS.size());
            AuthZenResponse answer =
                    api.answer(new AuthZenHttpRequest("POST", path, Map.of("Content-Type", "application/json"), body));
            assertThat(answer.status())
                    .as("%s of %s", path, new String(body, StandardCharsets.UTF_8))
                    .isIn(200, 400, 413);
            seen.add(answer.status());
            if (answer.status() == 200) {
                requireCompleteResponse(JSON.readTree(answer.body()));
            } else {
                assertThat(answer.body())
                        .isNotBlank()
                        .hasSizeLessThan(500)
                        .doesNotContain("Exception", "tools.jackson");
            }
        });
        assertThat(seen).as("some mutants are invalid and some are not").contains(200, 400);
        rules.decided.forEach(AuthZenFuzzTest::requireBindable);
    }

    private static void requireCompleteResponse(JsonNode answer) {
        boolean one = answer.path("decision").isBoolean();
        boolean several = answer.path("evaluations").isArray();
        boolean found = answer.path("results").isArray();
        assertThat(List.of(one, several, found)).containsOnlyOnce(true);
        answer.path("evaluations")
                .forEach(item -> assertThat(item.path("decision").isBoolean()).isTrue());
    }

    /**
     * Requires that an {@link ApprovalBinding} digest can be calculated for an evaluated request, whatever numbers the
     * request contains. Without a digest, the request could not be approved.
     */
    private static void requireBindable(AccessRequest request) {
        assertThat(ApprovalBinding.of(request)).startsWith("sha256:").isEqualTo(ApprovalBinding.of(request));
    }

    @Test
    void rejectsForgedTokens() {
        SealedToken seal = new SealedToken(new byte[32]);
        String genuine = seal.seal("search", "0011 5 3 ");
        InputMutations.generate(4712, COUNT, genuine).forEach(mutant -> {
            String text = new String(mutant, StandardCharsets.UTF_8);
            seal.open("search", text).ifPresent(opened -> assertThat(opened).isEqualTo("0011 5 3 "));
            assertThat(seal.open("denial", text)).isEmpty();
        });
    }
}

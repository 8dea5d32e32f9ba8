package io.grantkeeper.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.property.testkit.InputMutations;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the AuthZEN API returns documented responses for mutations of valid requests. */
class AuthZenMutationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TokenSealer SEAL = new TokenSealer(new byte[32]);
    private static final String SEALED = "0011 5 3 ";
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
            _ -> new CallerAuthentication.Outcome.Known(AuthZenCaller.named("gateway")),
            rules,
            Optional.empty(),
            new TokenSealer(new byte[32]),
            new RequestLimits(20_000, 24, 2_000, 20, 100, 1_000));

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(PATHS);
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return InputMutations.of(GOOD);
    }

    @Property(seed = "4711", tries = 20_000)
    void returnsOnlyDocumentedResponses(@ForAll("paths") String path, @ForAll("bodies") byte[] body) {
        AuthZenResponse answer =
                api.answer(new AuthZenHttpRequest("POST", path, Map.of("Content-Type", "application/json"), body));
        assertThat(answer.status())
                .as("%s of %s", path, new String(body, StandardCharsets.UTF_8))
                .isIn(200, 400, 413);
        if (answer.status() == 200) {
            requireCompleteResponse(JSON.readTree(answer.body()));
        } else {
            assertThat(answer.body()).isNotBlank().hasSizeLessThan(500).doesNotContain("Exception", "tools.jackson");
        }
        rules.decided.forEach(AuthZenMutationTest::requireBindable);
        rules.decided.clear();
        Statistics.collect(answer.status());
        Statistics.coverage(statuses -> {
            statuses.check(200).count(count -> count > 0);
            statuses.check(400).count(count -> count > 0);
        });
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
     * Requires that an {@link ApprovalRequestDigest} digest can be calculated for an evaluated request, whatever numbers the
     * request contains. Without a digest, the request could not be approved.
     */
    private static void requireBindable(AccessRequest request) {
        assertThat(ApprovalRequestDigest.of(request))
                .startsWith("sha256:")
                .isEqualTo(ApprovalRequestDigest.of(request));
    }

    @Property(seed = "4712", tries = 20_000)
    void rejectsForgedTokens(@ForAll("tokens") String text) {
        SEAL.open("search", text).ifPresent(opened -> assertThat(opened).isEqualTo(SEALED));
        assertThat(SEAL.open("denial", text)).isEmpty();
    }

    @Provide
    Arbitrary<String> tokens() {
        return InputMutations.text(SEAL.seal("search", SEALED));
    }
}

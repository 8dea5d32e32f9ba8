package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.paths.explain.PathExplainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests small tenants in {@code vendor-cases.jsonl}. Each one has the answer that the vendor's page in {@code source}
 * requires. A path is written as its nodes. The tenants in {@code precondition-cases.jsonl} differ in one precondition
 * each. Their answers were written before they were computed, except the choke points of {@code chain-repo-vault}; their
 * {@code source} is the page of the provider's permissions, not of each case. The companies in {@code
 * written-first-cases.jsonl} combine several rules; their answers were also written before they were computed. The owner
 * {@code absent-1..10000} in them means ten thousand owners.
 */
class VendorCasesTest {
    static Stream<Arguments> cases() throws IOException {
        return casesIn("vendor-cases.jsonl");
    }

    static Stream<Arguments> preconditions() throws IOException {
        return casesIn("precondition-cases.jsonl");
    }

    static Stream<Arguments> companies() throws IOException {
        return casesIn("written-first-cases.jsonl");
    }

    private static Stream<Arguments> casesIn(String name) throws IOException {
        try (InputStream file = VendorCasesTest.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .map(CompanyJson.JSON::readTree)
                    .map(one -> Arguments.of(one.get("case").asString(), one))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("preconditions")
    void opensPathOnlyIfEachPreconditionIsMet(String name, JsonNode one) {
        JsonNode answer =
                CompanyJson.JSON.readTree(new PathExplainer(PathRules.standard(), Clock.systemUTC(), problem -> {})
                        .explain(1, one.get("tenant").toString()));

        assertThat(CompanyJson.strings(answer.get("tierZero")))
                .as("tier zero")
                .containsExactlyInAnyOrderElementsOf(CompanyJson.strings(one.get("tierZero")));
        assertThat(CompanyJson.paths(answer).keySet())
                .as("reaching")
                .containsExactlyInAnyOrderElementsOf(CompanyJson.strings(one.get("reaching")));
        assertThat(CompanyJson.strings(answer.get("chokePoints")))
                .as("choke points")
                .containsExactlyInAnyOrderElementsOf(CompanyJson.strings(one.get("chokePoints")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"cases", "companies"})
    void answersAsVendorsPageRequires(String name, JsonNode one) {
        JsonNode answer = CompanyJson.JSON.readTree(new PathExplainer(
                        PathRules.standard(), Clock.systemUTC(), problem -> {})
                .explain(1, CompanyJson.withRangesExpanded(one.get("tenant")).toString()));

        Map<String, String> expected = new LinkedHashMap<>();
        one.get("paths")
                .properties()
                .forEach(path -> expected.put(path.getKey(), path.getValue().asString()));
        List<String> tierZero = CompanyJson.strings(answer.get("tierZero"));
        assertThat(tierZero)
                .as("tier zero")
                .containsExactlyInAnyOrderElementsOf(CompanyJson.strings(one.get("tierZero")));
        assertThat(CompanyJson.paths(answer)).as("paths").isEqualTo(expected);
        assertThat(CompanyJson.strings(answer.get("chokePoints")))
                .as("choke points")
                .containsExactlyInAnyOrderElementsOf(CompanyJson.strings(one.get("chokePoints")));
        for (JsonNode reaching : answer.get("reaching")) {
            JsonNode last = reaching.get("steps").get(reaching.get("steps").size() - 1);
            assertThat(last.get("to").asString())
                    .satisfiesAnyOf(
                            end -> assertThat(tierZero).contains(end),
                            end -> assertThat(end).startsWith("person:"));
            for (JsonNode step : reaching.get("steps")) {
                assertThat(step.get("sentence").asString())
                        .as(name)
                        .contains(step.get("from").asString())
                        .contains(step.get("to").asString())
                        .endsWith(".")
                        .doesNotContain("{", "  ");
            }
        }
    }
}

package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainAppTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AppExplainer verb = new AppExplainer(AppCatalog.standard());

    private JsonNode answer(String line) {
        String answer = verb.answer(7, line);
        assertThat(answer).doesNotContain("\n").doesNotContain("\r");
        return JSON.readTree(answer);
    }

    @Test
    void explainsAppInOneLine() {
        JsonNode answer = answer("""
                {"provider":"google","clientId":"1234.apps.googleusercontent.com","displayName":"Fireflies.ai",\
                "publisher":null,"domains":["app.fireflies.ai"],"permissions":["openid"]}""");

        assertThat(answer.path("ai").stringValue()).isEqualTo("yes");
        assertThat(answer.path("confidence").doubleValue()).isCloseTo(0.95, within(0.001));
        assertThat(answer.path("product").stringValue()).isEqualTo("Fireflies.ai");
        assertThat(answer.path("category").stringValue()).isEqualTo("note-taker");
        assertThat(answer.path("firstParty").booleanValue()).isFalse();
        assertThat(answer.path("evidence").get(0).stringValue())
                .isEqualTo("app.fireflies.ai belongs to Fireflies.AI, which makes AI products.");
    }

    @Test
    void acceptsStringInPlaceOfList() {
        JsonNode answer = answer("{\"displayName\":\"Helper\",\"permissions\":\"chat:write assistant:write\"}");

        assertThat(answer.path("ai").stringValue()).isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|the line is empty; write one JSON object such as {\"displayName\":\"Example\"}",
                "[1]|the line must be a JSON object in braces, but is a list",
                "{\"name\":\"Otter.ai\",\"clientId\":\"1\"}|name is unknown; the valid members are provider, clientId, displayName, publisher, publisherVerified, domains, permissions, form, ownerOrganization, assignedName",
                "{\"displayName\":[]}|displayName must be a string, but is a list",
                "{\"displayName\":\"a\",\"domains\":[1]}|domains must contain only strings, but contains a number",
                "{\"displayName\":\"a\",\"publisherVerified\":\"yes\"}|publisherVerified must be true or false, but is a string",
                "{\"displayName\":\"a\",\"permissions\":{}}|permissions must be a list of strings, but is an object",
            })
    void reportsLineNumberAndErrorOfInvalidLine(String line, String fault) {
        JsonNode answer = answer(line);

        assertThat(answer.path("line").intValue()).isEqualTo(7);
        assertThat(answer.path("error").stringValue()).isEqualTo(fault);
    }

    @Test
    void rejectsLineWithoutAppDescription() {
        assertThat(answer("{\"provider\":\"google\"}").path("error").stringValue())
                .startsWith("the object does not describe an app");
    }

    @Test
    void rejectsMalformedJsonWithoutRepeatingInput() {
        for (String line :
                List.of("{\"displayName\":\"secret", "{secret}", "nul", "{}}", "{\"a\":1} x", "\uFEFF{", "[[[[")) {
            assertThat(answer(line).has("error")).as(line).isTrue();
            assertThat(answer(line).toString()).doesNotContain("secret");
        }
    }

    @Property(seed = "20261124", tries = 5_000)
    void answersArbitraryText(@ForAll("lines") String line) {
        assertThat(answer(line).isObject()).isTrue();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings()
                .withChars("{}[]\":,\\u0a1.eE-+tfn \u0000\uD83E\uDD16\uD800displayNamedomains")
                .ofMaxLength(60);
    }

    @Test
    void answersDeeplyNestedJsonLongTextAndUnpairedSurrogates() {
        assertThat(answer("{\"displayName\":" + "[".repeat(100_000)).has("error"))
                .isTrue();
        assertThat(answer("{\"displayName\":\"" + "a".repeat(2_000_000) + "\"}").has("error"))
                .isTrue();
        assertThat(answer("{\"displayName\":\"\\ud800\"}").isObject()).isTrue();
    }

    @Test
    void explainsTenThousandLinesWithinTenSecondsOfProcessorTime() {
        List<LabeledApps.LabeledApp> apps = LabeledApps.all();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 10_000; i++) {
            LabeledApps.LabeledApp app = apps.get(i % apps.size());
            verb.answer(
                    i + 1L,
                    "{\"provider\":\"google\",\"displayName\":\"" + app.displayName() + " " + i + "\",\"domains\":[\"a"
                            + i + ".example.com\",\"fireflies.ai\"],\"permissions\":[\"openid\",\"email\"]}");
        }

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}

package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonLineRightSizerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path DOCUMENT = Path.of("../../docs/right-sizing.md");
    private final JsonLineRightSizer verb = new JsonLineRightSizer(RightSizer.standard());

    @Test
    @DisplayName("answers the examples in docs/right-sizing.md as shown")
    void answersExamplesAsDocumented() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int examples = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```json in")) {
                String answer = verb.answer(1, lines.get(i + 1));
                assertThat(lines.get(i + 3)).as("example at line %d", i + 1).isEqualTo("```json out");
                assertThat(JSON.readTree(answer))
                        .as("example at line %d: %s", i + 1, answer)
                        .isEqualTo(JSON.readTree(String.join("", lines.subList(i + 4, end(lines, i + 4)))));
                examples++;
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(6);
    }

    private static int end(List<String> lines, int from) {
        int end = from;
        while (!lines.get(end).equals("```")) {
            end++;
        }
        return end;
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers an invalid line with its number and error")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | the line is not valid JSON: it is incomplete or malformed at column",
                "[] | the line must be a JSON object",
                "{\"provider\":\"github\",\"permissions\":[\"contents:read\"],\"calls\":[]} | permissions is unknown; the valid members are provider, kind, granted, calls",
                "{\"provider\":\"github\",\"calls\":[],\"coverage\":{\"day\":1}} | coverage.day is unknown; the valid members are days, notVisible",
                "nonsense | the line is not valid JSON: it is incomplete or malformed at column",
                "{} | provider is missing",
                "{\"provider\":7} | provider must be a non-empty string, but is the number 7",
                "{\"provider\":\"slack\",\"calls\":[]} | provider 'slack' has no published permission table",
                "{\"provider\":\"github\"} | 'calls' is missing",
                "{\"provider\":\"github\",\"calls\":{}} | calls must be an array",
                "{\"provider\":\"github\",\"calls\":[3]} | 'calls[0]' must be an object with 'method' and 'path'",
                "{\"provider\":\"github\",\"calls\":[{\"method\":\"GET\"}]} | calls[0].path is missing",
                "{\"provider\":\"github\",\"calls\":[{\"path\":[]}]} | calls[0].path must be a non-empty string",
                "{\"provider\":\"github\",\"granted\":\"repo\",\"calls\":[]} | granted must be an array",
                "{\"provider\":\"github\",\"granted\":[null],\"calls\":[]} | granted[0] must be a permission's name",
                "{\"provider\":\"microsoft\",\"granted\":[\"df021288-bdef-4463-88db-98f22de89214\"],\"calls\":[]} | 'granted[0]' is an id; give the permission's name",
                "{\"provider\":\"github\",\"kind\":5,\"calls\":[]} | kind must be a non-empty string",
                "{\"provider\":\"github\",\"calls\":[],\"coverage\":{\"days\":-1}} | coverage.days must be a whole number",
                "{\"provider\":\"microsoft\",\"calls\":[{\"path\":\"/$batch\",\"requests\":1}]} | calls[0].requests must be an array",
            })
    void reportsInvalidLine(String line, String fault) {
        JsonNode answer = JSON.readTree(verb.answer(12, line));
        assertThat(answer.get("line").asInt()).isEqualTo(12);
        assertThat(answer.get("error").asString()).contains(fault);
    }

    @Test
    @DisplayName("never throws for an empty line or a deeply nested line")
    void neverThrowsForArbitraryInput() {
        assertThat(verb.answer(1, "")).contains("error");
        assertThat(verb.answer(1, "[".repeat(100_000))).contains("error");
    }

    @Property(seed = "9", tries = 2_000)
    void answersArbitraryText(@ForAll("noise") String noise, @ForAll("providers") String provider) {
        ObjectNode line = JSON.createObjectNode();
        line.put("provider", provider);
        line.putArray("calls").addObject().put("method", "GET").put("path", "/" + noise);
        assertThat(JSON.readTree(verb.answer(1, line.toString())).has("proof")).isTrue();
        assertThat(verb.answer(1, noise)).isNotEmpty();
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> providers() {
        return Arbitraries.of("microsoft", "github", "google", "okta");
    }

    @Test
    @DisplayName("never repeats a query, because it may contain personal data")
    void neverIncludesQueryStringInAnswer() {
        String answer = verb.answer(
                1,
                "{\"provider\":\"microsoft\",\"calls\":[{\"method\":\"GET\",\"path\":\"/me/messages?token=hidden\"}]}");
        assertThat(answer).contains("/me/messages").doesNotContain("hidden");
    }

    @Test
    @DisplayName("answers 10,000 lines with 20 calls each within 10 seconds")
    void answers10000LinesWithin10Seconds() {
        List<LabeledCalls.LabeledCall> pool = LabeledCalls.ofKind(LabeledCalls.ofTable(), 'A');
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ObjectNode line = JSON.createObjectNode();
            line.put("provider", "microsoft").put("kind", "application");
            ArrayNode calls = line.putArray("calls");
            for (int n = 0; n < 20; n++) {
                ObservedCall call = LabeledCalls.logged(pool.get(random.nextInt(pool.size())), random);
                calls.addObject().put("method", call.method()).put("path", call.path());
            }
            lines.add(line.toString());
        }
        JsonLineRightSizer cold = new JsonLineRightSizer(RightSizer.standard());
        // The limit is for the CPU time of the thread, so that a busy machine does not affect the result. The elapsed
        // time is only printed.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpuStart = threads.getCurrentThreadCpuTime();
        Instant start = Instant.now();
        long characters = 0;
        long inexact = 0;
        for (int i = 0; i < lines.size(); i++) {
            String answer = cold.answer(i + 1, lines.get(i));
            characters += answer.length();
            inexact += answer.contains("\"exact\":false") ? 1 : 0;
        }
        Duration wall = Duration.between(start, Instant.now());
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpuStart);
        System.out.printf(
                Locale.ROOT,
                "right-sizing, 10,000 lines of 20 calls: %d ms CPU, %d ms elapsed, %d characters, %d searches stopped early%n",
                took.toMillis(),
                wall.toMillis(),
                characters,
                inexact);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }
}

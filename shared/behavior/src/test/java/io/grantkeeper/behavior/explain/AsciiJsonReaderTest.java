package io.grantkeeper.behavior.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.property.testkit.InputMutations;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsciiJsonReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ROWS = List.of(
            "{\"provider\":\"google\",\"row\":{\"etag\":\"\\\"x/y\\\"\",\"id\":{\"time\":\"2026-03-02T10:00:00Z\"},\"events\":[]}}",
            "{\"lat\":52.5200,\"lon\":-13.405,\"count\":12345678901,\"none\":null,\"on\":true,\"off\":false}",
            "{ \"a\" : [ 1, 0, -7, {\"b\":\"c\\\\d\\/e\"} , [] ] , \"a\" : {} }");

    private final AsciiJsonReader reader = new AsciiJsonReader();

    @Provide
    Arbitrary<byte[]> lines() {
        return InputMutations.of(ROWS.toArray(String[]::new));
    }

    /** What it returns is what the complete parser returns, and it returns nothing for what is not JSON. */
    @Property(seed = "23", tries = 4_000)
    void readsSameAsCompleteParserOrNothing(@ForAll("lines") byte[] line) {
        JsonNode read = reader.read(line);
        Statistics.label("read").collect(read != null);
        if (read != null) {
            assertThat(read).isEqualTo(complete(line));
        }
        Statistics.label("read").coverage(found -> found.check(true).percentage(share -> share > 5));
    }

    @Test
    void readsRowsOfLogsItself() {
        for (String row : ROWS) {
            assertThat(reader.read(row.getBytes(UTF_8))).isNotNull().isEqualTo(complete(row.getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":1e3}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":1} x",
                "{\"a\":\"\u00e4\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"tab\there\"}",
                "{\"a\":nul}",
                "{\"a\":1234567890123456789}",
                "[1 2]"
            })
    void leavesEverythingElseToCompleteParser(String line) {
        assertThat(reader.read(line.getBytes(UTF_8))).isNull();
    }

    @Test
    void leavesDeeplyNestedLineToCompleteParser() {
        assertThat(reader.read(("[".repeat(101) + "]".repeat(101)).getBytes(UTF_8)))
                .isNull();
    }

    private static JsonNode complete(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new AssertionError("the complete parser rejects the line", e);
        }
    }
}

package io.grantkeeper.identity.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("JSON trees read without a mapper")
class JsonTreesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"text \\u00fc \\ud83d\\udddd\"",
                "0",
                "-2147483648",
                "2147483648",
                "9223372036854775808",
                "1.50",
                "1e3",
                "-0.0",
                "1e400",
                "true",
                "null",
                "",
                "  ",
                "{\"a\":[1,{\"b\":null},[[]]],\"c\":{\"d\":\"e\"},\"a\":2}"
            })
    void readsSameTreeAsJsonMapper(String json) {
        assertThat(JsonTrees.read(json)).isEqualTo(JsonMapper.shared().readTree(json));
        assertThat(JsonTrees.write(JsonTrees.read(json)))
                .isEqualTo(JsonTrees.read(json).toString());
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonTrees.read(bytes)).isEqualTo(JsonMapper.shared().readTree(bytes));
        JsonFactory factory = new JsonFactory();
        JsonMapper exact = JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        assertThat(JsonTrees.withLimits(factory, true).tree(json)).isEqualTo(exact.readTree(json));
        JsonNode digits = exact.readTree(json);
        assertThat(JsonTrees.write(digits)).isEqualTo(digits.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"}",
                "[1,]",
                "1 2",
                "{} {}",
                "nul",
                "'a'",
                "{\"a\":1,}",
                "\u0000",
                "]",
                "NaN",
                "\"\u0001\""
            })
    void rejectsInputThatJsonMapperRejects(String json) {
        assertThatThrownBy(() -> JsonMapper.shared().readTree(json)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> JsonTrees.read(json)).isInstanceOf(JacksonException.class);
    }

    @Test
    void keepsOnlyRequestedMembers() {
        byte[] rows = """
                [{"id": 7, "owner": {"id": 1, "name": "no"}, "name": "a", "topics": ["id", {"name": 2}]},
                 {"name": {"id": 8, "other": []}, "more": null}]""".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonTrees.read(rows, Set.of("id", "name")))
                .isEqualTo(JsonTrees.read("[{\"id\":7,\"name\":\"a\"},{\"name\":{\"id\":8}}]"));
        byte[] broken = "[{\"owner\":{\"id\":1,},\"id\":7}]".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonTrees.read(broken, Set.of("id"))).isInstanceOf(JacksonException.class);
    }

    @Test
    void rejectsExcessiveNesting() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> JsonTrees.read(deep)).isInstanceOf(JacksonException.class);
    }
}

package io.grantkeeper.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.ReferenceVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

@DisplayName("Canonical JSON")
class CanonicalJsonTest {
    private static String canonical(String json) {
        return new String(CanonicalJson.write(CanonicalJson.read(json)), StandardCharsets.UTF_8);
    }

    @Test
    void sortsMembersByUtf16CodeUnitsAndOmitsWhitespace() {
        assertThat(canonical(
                        "{ \"b\": [1, {\"z\": null, \"y\": true}], \"a\": {}, \"\\ue000\": 1, \"\\ud83d\\ude02\": 2 }"))
                .isEqualTo("{\"a\":{},\"b\":[1,{\"y\":true,\"z\":null}],\"\ud83d\ude02\":2,\"\ue000\":1}");
    }

    @Test
    void escapesOnlyRequiredCharacters() {
        assertThat(canonical("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\\\/\\u007f\\u2028\""))
                .isEqualTo("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u2028\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1.0, 1",
        "1e2, 100",
        "1E21, 1e+21",
        "123456789012345680000, 123456789012345680000",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "5e-324, 5e-324",
        "2e-323, 2e-323",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-1.5, -1.5",
        "2e23, 2e+23",
        "9007199254740993, 9007199254740992"
    })
    void writesNumbersInEcmaScriptForm(String number, String expected) {
        assertThat(canonical(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "{\"a\":}", "[1,]", "NaN", ""})
    void rejectsMalformedJsonAndDuplicateMembers(String json) {
        assertThatThrownBy(() -> canonical(json)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void rejectsUnpairedSurrogate() {
        assertThatThrownBy(() -> CanonicalJson.write(StringNode.valueOf("a\ud83d")))
                .hasMessageContaining("position 1");
        assertThatThrownBy(() -> CanonicalJson.write(StringNode.valueOf("\ude02b")))
                .hasMessageContaining("position 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void writesDocumentsAsInPublishedTestVectors(String name) throws IOException {
        Path folder = ReferenceVectors.folder("jcs-rfc8785");
        byte[] written =
                CanonicalJson.write(CanonicalJson.read(Files.readString(folder.resolve("input/" + name + ".json"))));
        assertThat(written).isEqualTo(Files.readAllBytes(folder.resolve("output/" + name + ".json")));
        String hex = Files.readString(folder.resolve("outhex/" + name + ".txt")).replaceAll("\\s+", "");
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(hex);
    }

    @Test
    void writesNumbersAsInPublishedTestVectors() throws IOException {
        List<String> lines =
                Files.readAllLines(ReferenceVectors.folder("jcs-rfc8785").resolve("es6-10k.txt"));
        assertThat(lines).hasSize(10_000);
        String wrong = lines.stream()
                .filter(line -> {
                    String[] parts = line.split(",", 2);
                    double value = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
                    return !EcmaScriptNumber.write(value).equals(parts[1]);
                })
                .collect(Collectors.joining("\n"));
        assertThat(wrong).isEmpty();
    }
}

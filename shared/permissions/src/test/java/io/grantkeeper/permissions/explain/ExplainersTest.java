package io.grantkeeper.permissions.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.permissions.PermissionsDocument;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern EXAMPLE =
            Pattern.compile("```json\\n// explain (permission|change)\\n(\\{.*})\\n// →\\n(\\{.*})\\n```");

    private final PermissionExplainer permission = new PermissionExplainer(PermissionVocabularies.standard());
    private final ChangeExplainer change = new ChangeExplainer(PermissionVocabularies.standard());

    private JsonNode change(String line) {
        return JSON.readTree(change.explain(1, line));
    }

    @Test
    void answersExamplesAsDocumented() {
        Matcher example = EXAMPLE.matcher(PermissionsDocument.text());
        int seen = 0;
        while (example.find()) {
            seen++;
            String answer = example.group(1).equals("permission")
                    ? permission.explain(1, example.group(2))
                    : change.explain(1, example.group(2));
            assertThat(answer).isEqualTo(example.group(3));
        }
        assertThat(seen).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"provider\":1}",
                "{\"provider\":\"nobody\",\"permission\":\"x\",\"before\":{},\"after\":{}}",
                "{\"provider\":\"github\"}",
                "{\"provider\":\"github\",\"permission\":{},\"before\":[],\"after\":{}}",
                "{\"provider\":\"github\",\"permission\":\" \",\"before\":{\"scopes\":[1]},\"after\":{}}",
                "{\"provider\":\"github\",\"before\":{\"expiresAt\":\"soon\"},\"after\":{}}",
                "{\"provider\":\"github\",\"before\":{\"credentials\":-1},\"after\":{}}",
                "{\"provider\":\"github\",\"before\":{\"subject\":\"all\"},\"after\":{}}"
            })
    void answersInvalidLineWithLineNumberAndError(String line) {
        for (String answer : List.of(permission.explain(7, line), change.explain(7, line))) {
            JsonNode node = JSON.readTree(answer);
            assertThat(node.get("line").asInt()).isEqualTo(7);
            assertThat(node.get("error").asString()).isNotBlank();
        }
    }

    @Test
    void namesMemberWithActualAndExpectedTypeInError() {
        assertThat(change("{\"provider\":\"github\",\"before\":{\"scopes\":7},\"after\":{}}")
                        .get("error")
                        .asString())
                .isEqualTo("before.scopes must be an array of strings, but is the number 7");
    }

    /** If the member were ignored, the verdict on access that expanded would be "same", which is a false all-clear. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"provider\":\"github\",\"before\":{\"permissions\":[\"contents:read\"]},\"after\":{\"permissions\":[\"contents:write\"]}}|before.permissions is unknown; the valid members are scopes, kind,",
                "{\"provider\":\"github\",\"before\":{},\"after\":{\"Scopes\":[]}}|after.Scopes is unknown",
                "{\"provider\":\"github\",\"before\":{},\"after\":{},\"scopes\":[]}|scopes is unknown; the valid members are provider, before, after"
            })
    void rejectsUnknownMemberOfChange(String line, String error) {
        assertThat(change(line).path("error").asString()).startsWith(error);
    }

    @Test
    void rejectsUnknownMemberOfPermission() {
        assertThat(permission.explain(1, "{\"provider\":\"github\",\"permission\":\"contents:read\",\"form\":\"pat\"}"))
                .contains("form is unknown; the valid members are provider, permission, kind");
    }

    @Test
    void reportsColumnOfInvalidJsonInsteadOfParserText() {
        assertThat(change("{\"provider\" \"github\"}").path("error").asString())
                .isEqualTo("the line is not valid JSON: it is incomplete or malformed at column 13");
    }

    @Test
    void comparesExpiryRegardlessOfOffsetAndReadsNullAsNoExpiry() {
        String same = "{\"provider\":\"github\",\"before\":{\"expiresAt\":\"2026-12-01T00:00:00Z\"},"
                + "\"after\":{\"expiresAt\":\"2026-12-01T13:45:00+13:45\"}}";
        assertThat(change(same).get("verdict").asString()).isEqualTo("same");
        String lifted = "{\"provider\":\"github\",\"before\":{\"expiresAt\":\"2026-12-01T00:00:00Z\"},"
                + "\"after\":{\"expiresAt\":null}}";
        assertThat(change(lifted).get("verdict").asString()).isEqualTo("expanded");
        assertThat(change(lifted).get("added").get(0).asString()).isEqualTo("it no longer expires");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01T01:00:00+0100",
                "2026-12-01T01:00:00+01",
                "2026-12-01 00:00:00 UTC",
                "2026-11-30 16:00:00 -0800",
                "2026-12-01t00:00z",
                "2026-12-01T00:00:00.000Z",
                "2026-12-01"
            })
    void reportsNoChangeForSameExpiryInAnotherFormat(String end) {
        assertThat(change("{\"provider\":\"github\",\"before\":{\"expiresAt\":\"2026-12-01T00:00:00Z\"},"
                                + "\"after\":{\"expiresAt\":\"" + end + "\"}}")
                        .get("verdict")
                        .asString())
                .isEqualTo("same");
    }

    @Test
    void rejectsExpiryWithoutOffset() {
        assertThat(change("{\"provider\":\"github\",\"before\":{\"expiresAt\":\"2026-12-01T00:00:00\"},\"after\":{}}")
                        .get("error")
                        .asString())
                .contains("must be an instant such as");
    }

    @Test
    void acceptsWholeNumberWithDecimalPointButRejectsFraction() {
        assertThat(change("{\"provider\":\"github\",\"before\":{\"credentials\":1.0},\"after\":{\"credentials\":1}}")
                        .get("verdict")
                        .asString())
                .isEqualTo("same");
        assertThat(change("{\"provider\":\"github\",\"before\":{\"credentials\":1.5},\"after\":{}}")
                        .get("error")
                        .asString())
                .contains("a whole number");
    }

    @Test
    void keepsSpellingOfUnlistedPermissions() {
        for (String name : List.of("https://vault.azure.net/.default", "https://graph.microsoft.com/.default")) {
            assertThat(JSON.readTree(permission.explain(
                                    1, "{\"provider\":\"microsoft\",\"permission\":\"" + name + "\"}"))
                            .get("permission")
                            .asString())
                    .isEqualTo(name);
        }
    }

    @Test
    void explainsTenThousandLinesWithinTenSecondsOfProcessorTime() {
        List<String> names = new ArrayList<>();
        for (PermissionProvider provider : PermissionProvider.values()) {
            for (String name : PermissionVocabularies.standard().vocabularyOf(provider)) {
                names.add("\"provider\":\"" + provider.wireName() + "\",\"permission\":\"" + name + "\"");
            }
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(permission.explain(i, "{" + names.get(i % names.size()) + "}"))
                    .doesNotContain("\"error\"");
            String grown = "{\"provider\":\"microsoft\",\"before\":{\"scopes\":[\"a" + i
                    + "\",\"Mail.Read\"]},\"after\":{\"scopes\":[\"Mail.ReadWrite\"]}}";
            assertThat(change.explain(i, grown)).contains("expanded");
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}

package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.connector.testkit.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Compares the output for policy authors with one golden file per document. The golden files are meant to be readable.
 */
@DisplayName("The policy commands")
class PolicyCommandsTest {
    private static final Path INTENTS = Path.of("src/test/resources/io/grantkeeper/cli/intents");
    private static final String STANDING = "../../docs/policies";

    @TempDir
    private Path folder;

    private static Stream<String> documents(String kind) throws IOException {
        try (Stream<Path> files = Files.list(INTENTS.resolve(kind))) {
            return files.map(file -> kind + "/" + file.getFileName()).sorted().toList().stream();
        }
    }

    static Stream<String> wrong() throws IOException {
        return documents("wrong");
    }

    static Stream<String> odd() throws IOException {
        return documents("odd");
    }

    private static String golden(String document) {
        return "golden/policy-check/" + document.replaceAll("\\.yaml$", "") + ".txt";
    }

    private static String outputOf(Ran result) {
        return result.out().replace(INTENTS + "/", "") + "exit code " + result.exit();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void reportsPositionProblemAndFixOfInvalidDocument(String document) {
        Ran result = CommandRunner.runPlain(
                "policy", "check", INTENTS.resolve(document).toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).startsWith(INTENTS.resolve(document) + ":").doesNotContain("Exception", "\u001b");
        assertThat(result.err()).isEmpty();
        GoldenFile.of(PolicyCommandsTest.class, golden(document)).requireEqual(outputOf(result));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void explainsWarningsWithExampleRequests(String document) {
        Ran result = CommandRunner.runPlain(
                "policy", "check", INTENTS.resolve(document).toString());
        assertThat(result.exit()).isZero();
        assertThat(CommandRunner.runPlain(
                                "policy",
                                "check",
                                "--strict",
                                INTENTS.resolve(document).toString())
                        .exit())
                .isEqualTo(result.out().contains("for example:") ? 1 : 0);
        GoldenFile.of(PolicyCommandsTest.class, golden(document)).requireEqual(outputOf(result));
    }

    @Test
    void printsCheckResultAsJson() {
        JsonNode errors = CommandRunner.runPlain("policy", "check", "--json", INTENTS + "/wrong/types.yaml")
                .json()
                .path("mistakes");
        assertThat(errors.size()).isEqualTo(9);
        assertThat(errors.get(0).path("place").path("line").asInt()).isEqualTo(1);
        assertThat(errors.get(0).path("place").path("column").asInt()).isEqualTo(9);
        assertThat(errors.get(0).path("field").asString()).isEqualTo("policy");
        JsonNode warnings = CommandRunner.runPlain("policy", "check", "--json", INTENTS + "/odd/overlap")
                .json()
                .path("warnings");
        assertThat(warnings.size()).isEqualTo(1);
        assertThat(warnings.get(0).path("kind").asString()).isEqualTo("disagree");
        assertThat(warnings.get(0).path("example").asString()).contains("'read' on 'mail'");
    }

    @Test
    void reportsInvalidUtf8AndChecksOtherDocuments() throws IOException {
        byte[] latin = "policy: a\nintent: für alle\nrules: []\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("a.yaml"), latin);
        Files.writeString(folder.resolve("b.yaml"), "policy: B\nintent: x\nrules: []\n");
        Ran result = CommandRunner.runPlain("policy", "check", folder.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out().lines())
                .satisfiesExactly(
                        a -> assertThat(a).contains("a.yaml:2:10: this is not valid UTF-8"),
                        name -> assertThat(name).contains("b.yaml:1:9: policy: 'B' is not a policy name"),
                        rules -> assertThat(rules).contains("b.yaml:3:8: rules: must be a list"));
    }

    /** Asserts exit code 2, and an error message of one sentence that says how to fix the error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "policy check nowhere.yaml | nowhere.yaml does not exist",
                "policy check | Missing required parameter: 'PATH'",
                "policy explain src/test/resources/io/grantkeeper/cli/intents/wrong/tab.yaml | contains a tab",
                "policy explain --request send ../../docs/policies | must be an action, a colon and a resource type",
                "policy export --to paper ../../docs/policies | expected one of [cedar, schema, verified_permissions, agentcore]",
                "policy export --to agentcore ../../docs/policies | --gateway is missing",
                "policy export --to agentcore --gateway mail ../../docs/policies | 'mail' is not the ARN of a gateway",
                "policy diff ../../docs/policies nowhere.yaml | nowhere.yaml does not exist",
                "policy test src | no policy found in [src]",
                "policy replay --days 0 | --days must be 1 or more",
                "policy replay --stage top | stage 'top' is unknown",
                "policy propose --config nowhere.json | nowhere.json",
                "policy approve | Missing required parameter",
                "policy demote a --to training --config nowhere.json | --because",
                "policy climb | Unmatched argument",
                "enforcement except a | Missing required option",
                "enforcement except a --days 0 --because x --config nowhere.json | nowhere.json",
                "enforcement stop | Missing required option: '--because",
                "enforcement run --acts-a-day few | 'few' is not a whole number",
                "enforcement go | Unmatched argument"
            })
    void rejectsInvalidArguments(String line, String message) {
        Ran result = CommandRunner.runPlain(line.split(" ", -1));
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(2);
        assertThat(result.err()).contains(message).doesNotContain("Exception", "\tat ");
    }

    @Test
    void explainsExamplePoliciesInSentences() {
        Ran result = CommandRunner.runPlain("policy", "explain", STANDING);
        assertThat(result.exit()).isZero();
        GoldenFile.of(PolicyCommandsTest.class, "golden/policy-explain.txt").requireEqual(result.out());
        List<String> names = CommandRunner.runPlain("policy", "explain", "--json", STANDING)
                .json()
                .findValuesAsString("name");
        assertThat(names).contains("mail-sending-needs-approval");
        assertThat(CommandRunner.runPlain("policy", "explain", "--request", "send_email:tool", STANDING)
                        .out())
                .isEqualToIgnoringNewLines("'send_email:tool' is to send mail");
    }

    @Test
    void runsCasesOfExamplePolicies() {
        Ran result = CommandRunner.runPlain("policy", "test", STANDING);
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains(" cases, 0 failed.");
        assertThat(CommandRunner.runPlain("policy", "test", "--json", STANDING)
                        .json()
                        .size())
                .isGreaterThan(15);
    }

    @Test
    void reportsFailedPolicyCase() throws IOException {
        Files.writeString(
                folder.resolve("p.yaml"), "policy: p\nintent: x\nstage: enforcement\nrules: [{allow: read mail}]\n");
        Files.writeString(
                folder.resolve("p.cases.yaml"),
                "cases:\n- {name: it sends, action: send, resource: mail, expect: permit}\n");
        Ran result = CommandRunner.runPlain("policy", "test", folder.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("FAILED p.cases.yaml: it sends").contains("1 cases, 1 failed");
    }

    @Test
    void showsChangedDecisionsWithExampleRequests() throws IOException {
        Path before = Files.writeString(
                folder.resolve("before.yaml"),
                "policy: p\nintent: x\nstage: enforcement\nrules: [{allow: read mail}]\n");
        Path after = Files.writeString(
                folder.resolve("after.yaml"), "policy: p\nintent: x\nstage: enforcement\nrules: [{ask: read mail}]\n");
        Ran result = CommandRunner.runPlain("policy", "diff", before.toString(), after.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("permit → ask");
        assertThat(CommandRunner.runPlain("policy", "diff", before.toString(), before.toString())
                        .exit())
                .isZero();
    }

    @Test
    void exportsExamplePoliciesToAllTargets() {
        assertThat(CommandRunner.runPlain("policy", "export", STANDING).out())
                .contains("permit (principal", "// approved");
        assertThat(CommandRunner.runPlain("policy", "export", "--to", "schema", STANDING)
                        .out())
                .startsWith("namespace Grantkeeper {");
        assertThat(CommandRunner.runPlain("policy", "export", "--to", "schema", "--json", STANDING)
                        .json()
                        .has("Grantkeeper"))
                .isTrue();
        JsonNode calls = CommandRunner.runPlain("policy", "export", "--to", "verified_permissions", STANDING)
                .json();
        assertThat(calls.path("schema").path("cedarJson").asString()).startsWith("{");
        assertThat(calls.path("policies")
                        .get(0)
                        .path("static")
                        .path("statement")
                        .asString())
                .contains("principal");
    }
}

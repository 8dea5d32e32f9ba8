package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.testkit.GoldenFile;
import io.grantkeeper.local.cli.Prompt.Ran;
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

/** What whoever writes policies is told, document by document: the golden files are meant to be read. */
@DisplayName("The verbs about policies")
class PolicyVerbsTest {
    private static final Path INTENTS = Path.of("src/test/resources/io/grantkeeper/local/cli/intents");
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

    private static String said(Ran ran) {
        return ran.out().replace(INTENTS + "/", "") + "exit code " + ran.exit();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void sayOfAWrongDocumentWhereWhatAndWhatWouldBeRight(String document) {
        Ran ran = Prompt.alone("policy", "check", INTENTS.resolve(document).toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).startsWith(INTENTS.resolve(document) + ":").doesNotContain("Exception", "\u001b");
        assertThat(ran.err()).isEmpty();
        GoldenFile.of(PolicyVerbsTest.class, golden(document)).requireEqual(said(ran));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void showWhatAnOddDocumentMeansByAnExample(String document) {
        Ran ran = Prompt.alone("policy", "check", INTENTS.resolve(document).toString());
        assertThat(ran.exit()).isZero();
        assertThat(Prompt.alone(
                                "policy",
                                "check",
                                "--strict",
                                INTENTS.resolve(document).toString())
                        .exit())
                .isEqualTo(ran.out().contains("for example:") ? 1 : 0);
        GoldenFile.of(PolicyVerbsTest.class, golden(document)).requireEqual(said(ran));
    }

    @Test
    void tellPrograms() {
        JsonNode mistakes = Prompt.alone("policy", "check", "--json", INTENTS + "/wrong/types.yaml")
                .json()
                .path("mistakes");
        assertThat(mistakes.size()).isEqualTo(9);
        assertThat(mistakes.get(0).path("place").path("line").asInt()).isEqualTo(1);
        assertThat(mistakes.get(0).path("place").path("column").asInt()).isEqualTo(9);
        assertThat(mistakes.get(0).path("field").asString()).isEqualTo("policy");
        JsonNode warnings = Prompt.alone("policy", "check", "--json", INTENTS + "/odd/overlap")
                .json()
                .path("warnings");
        assertThat(warnings.size()).isEqualTo(1);
        assertThat(warnings.get(0).path("kind").asString()).isEqualTo("disagree");
        assertThat(warnings.get(0).path("example").asString()).contains("'read' on 'mail'");
    }

    @Test
    void sayWhereBytesAreNotUtf8AndLoseNoOtherDocument() throws IOException {
        byte[] latin = "policy: a\nintent: für alle\nrules: []\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("a.yaml"), latin);
        Files.writeString(folder.resolve("b.yaml"), "policy: B\nintent: x\nrules: []\n");
        Ran ran = Prompt.alone("policy", "check", folder.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().lines())
                .satisfiesExactly(
                        a -> assertThat(a).contains("a.yaml:2:10: this is not UTF-8"),
                        name -> assertThat(name).contains("b.yaml:1:9: policy: 'B' is no name of a policy"),
                        rules -> assertThat(rules).contains("b.yaml:3:8: rules: must be a list"));
    }

    /** Each of these ends with exit code 2 and one sentence that says what to do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "policy check nowhere.yaml | there is no document nowhere.yaml",
                "policy check | Missing required parameter: 'PATH'",
                "policy explain src/test/resources/io/grantkeeper/local/cli/intents/wrong/tab.yaml | a tab stands here",
                "policy explain --request send ../../docs/policies | must be an action, a colon and a type of resource",
                "policy export --to paper ../../docs/policies | expected one of [cedar, schema, verified_permissions, agentcore]",
                "policy export --to agentcore ../../docs/policies | --gateway is missing",
                "policy export --to agentcore --gateway mail ../../docs/policies | 'mail' is no ARN of a gateway",
                "policy diff ../../docs/policies nowhere.yaml | there is no document nowhere.yaml",
                "policy test src | there is no policy in [src]",
                "policy replay --days 0 | --days must be at least 1",
                "policy replay --stage top | stage 'top' is none of",
                "policy propose --config nowhere.json | nowhere.json",
                "policy approve | Missing required parameter",
                "policy demote a --to training --config nowhere.json | --because",
                "policy climb | Unmatched argument",
                "enforcement except a | Missing required option",
                "enforcement except a --days 0 --because x --config nowhere.json | nowhere.json",
                "enforcement stop | Missing required option: '--because",
                "enforcement run --acts-a-day few | 'few' is no whole number",
                "enforcement go | Unmatched argument"
            })
    void refuseWrongUse(String line, String message) {
        Ran ran = Prompt.alone(line.split(" ", -1));
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(message).doesNotContain("Exception", "\tat ");
    }

    @Test
    void explainTheStandingExamplesInSentences() {
        Ran ran = Prompt.alone("policy", "explain", STANDING);
        assertThat(ran.exit()).isZero();
        GoldenFile.of(PolicyVerbsTest.class, "golden/policy-explain.txt").requireEqual(ran.out());
        List<String> names =
                Prompt.alone("policy", "explain", "--json", STANDING).json().findValuesAsString("name");
        assertThat(names).contains("mail-sending-needs-approval");
        assertThat(Prompt.alone("policy", "explain", "--request", "send_email:tool", STANDING)
                        .out())
                .isEqualToIgnoringNewLines("'send_email:tool' is to send mail");
    }

    @Test
    void runTheCasesBesideTheStandingExamples() {
        Ran ran = Prompt.alone("policy", "test", STANDING);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("0 decided otherwise");
        assertThat(Prompt.alone("policy", "test", "--json", STANDING).json().size())
                .isGreaterThan(15);
    }

    @Test
    void sayWhichCaseIsDecidedOtherwise() throws IOException {
        Files.writeString(
                folder.resolve("p.yaml"), "policy: p\nintent: x\nstage: enforcement\nrules: [{allow: read mail}]\n");
        Files.writeString(
                folder.resolve("p.cases.yaml"),
                "cases:\n- {name: it sends, action: send, resource: mail, expect: permit}\n");
        Ran ran = Prompt.alone("policy", "test", folder.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("FAILED p.cases.yaml: it sends").contains("1 cases, 1 decided otherwise");
    }

    @Test
    void showWhatAChangeMeansByRequestsThatAreAnsweredDifferently() throws IOException {
        Path before = Files.writeString(
                folder.resolve("before.yaml"),
                "policy: p\nintent: x\nstage: enforcement\nrules: [{allow: read mail}]\n");
        Path after = Files.writeString(
                folder.resolve("after.yaml"), "policy: p\nintent: x\nstage: enforcement\nrules: [{ask: read mail}]\n");
        Ran ran = Prompt.alone("policy", "diff", before.toString(), after.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("permit → ask");
        assertThat(Prompt.alone("policy", "diff", before.toString(), before.toString())
                        .exit())
                .isZero();
    }

    @Test
    void exportTheStandingExamplesToWhoeverTakesThem() {
        assertThat(Prompt.alone("policy", "export", STANDING).out()).contains("permit (principal", "// approved");
        assertThat(Prompt.alone("policy", "export", "--to", "schema", STANDING).out())
                .startsWith("namespace Grantkeeper {");
        assertThat(Prompt.alone("policy", "export", "--to", "schema", "--json", STANDING)
                        .json()
                        .has("Grantkeeper"))
                .isTrue();
        JsonNode calls = Prompt.alone("policy", "export", "--to", "verified_permissions", STANDING)
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

package io.grantkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.text.ExternalText;
import io.grantkeeper.identity.text.HtmlWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that each output has one writer, which normalizes and escapes external text, and that nothing bypasses it
 * (decision 37). The tests named {@code HostileNamesIn…Test} show what the writers do.
 */
class OutputWritersTest {
    /**
     * The calls of {@link HtmlWriter#raw} whose argument is not a literal. Each such argument is a constant or contains
     * no text.
     */
    private static final Set<String> RAW_MARKUP = Set.of(
            "EvidenceHtmlPage: css()",
            "EvidenceHtmlPage: runningHeads()",
            "HtmlPageResponse: \"<style>\" + STYLE + \"</style>\"",
            "PosturePage: STYLE");

    private static final Pattern RAW_CALL = Pattern.compile("\\.raw\\((?!\\))");
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"\\)");

    /**
     * The classes that need text as the provider reported it: to store it, to copy it into a row, to compare names, or
     * to recognize the app. None of these classes shows the text.
     */
    private static final Set<String> USE_RAW_TEXT = Set.of(
            "io.grantkeeper.identity.text.ExternalText",
            "io.grantkeeper.identity.json.ModelJson",
            "io.grantkeeper.detection.AccessInterpreter",
            "io.grantkeeper.functions.decide.SubjectResolver",
            "io.grantkeeper.connectors.github.GitHubFineGrainedTokensStream",
            "io.grantkeeper.connectors.anthropic.AnthropicFederationRulesStream",
            "io.grantkeeper.demo.DemoScorecard",
            "io.grantkeeper.demo.DemoBehavior");

    static Stream<Arguments> writers() {
        return Stream.of(
                Arguments.of(
                        "escape sequences for a terminal", "\\\\u001[bB]|\\\\033|\\\\x1b", Set.of("TerminalOutput")),
                Arguments.of("Slack text objects", "\"mrkdwn\"|\"plain_text\"", Set.of("SlackMarkdown")),
                Arguments.of("HTML entities", "&(lt|amp|quot|#39);", Set.of("HtmlWriter", "SlackMarkdown")),
                Arguments.of("CSV cells", "\"\\\\\"\", \"\\\\\"\\\\\"\"", Set.of("CsvWriter")),
                Arguments.of(
                        "mail subjects, which only a MailMessage provides",
                        "setSubject\\(mail\\.|subject\\(content\\(mail\\.",
                        Set.of("SmtpMailTransport", "SesMailTransport")),
                Arguments.of("JSON log lines", "\"AWSRequestId\"", Set.of("JsonLogger")));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void onlyListedClassesProduceOutput(String what, String pattern, Set<String> writers) {
        Pattern produces = Pattern.compile(pattern);
        Set<String> found = productionSources()
                .filter(file -> produces.matcher(withoutComments(file)).find())
                .map(OutputWritersTest::simpleName)
                .collect(Collectors.toSet());
        assertThat(found).as("classes that write %s", what).isEqualTo(writers);
    }

    @Test
    void markupConsistsOfConstants() {
        List<String> dynamic = productionSources()
                .flatMap(file -> {
                    String source = withoutComments(file);
                    return source.contains("HtmlWriter")
                            ? RAW_CALL.matcher(source)
                                    .results()
                                    .map(call -> source.substring(call.end()))
                                    .filter(argument ->
                                            !LITERAL.matcher(argument).lookingAt())
                                    .map(argument -> simpleName(file) + ": "
                                            + argument.lines().findFirst().orElse(""))
                            : Stream.empty();
                })
                .toList();
        assertThat(dynamic)
                .allMatch(call -> RAW_MARKUP.stream().anyMatch(known -> call.startsWith(known + ")")))
                .hasSameSizeAs(RAW_MARKUP);
    }

    /**
     * Only the terminal, the functions' log and programs for developers may print. Two outputs are exempt: the usage
     * text, which contains no external text, and a proof. A proof consists of hashes and a signed note, and its bytes
     * must not change.
     */
    @Test
    void commandLinePrintsThroughTerminal() {
        noClasses()
                .that(
                        describe(
                                "are part of the command line or the local suite",
                                type -> type.getName()
                                                .matches(
                                                        "io\\.grantkeeper\\.(cli|reports|local|owners|evidence|functions|connectors|detection)\\..*")
                                        && !type.getName()
                                                .matches(
                                                        ".*\\.(TerminalOutput|LogOutput|GrantkeeperCommand|LedgerProveCommand|NormalizingPrintStream)")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void onlyListedClassesUseRawText() {
        noClasses()
                .that(describe("show text", type -> !USE_RAW_TEXT.contains(type.getName())))
                .should()
                .callMethod(ExternalText.class, "raw")
                .check(ProjectLayout.CLASSES);
    }

    private static Stream<Path> productionSources() {
        try (Stream<Path> files = Files.walk(ProjectLayout.REPOSITORY)) {
            return files
                    .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java")
                            && !file.toString().matches(".*/(target|shared/testing)/.*"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String withoutComments(Path file) {
        try {
            return Files.readString(file, UTF_8)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("(?m)^\\s*//.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the tests and entry points named in the threat model exist. */
class ThreatModelTest {
    /** All Java sources by name. They are read only once, because walking through the repository takes seconds. */
    private static final Map<String, List<Path>> SOURCES = readSources();

    private static final Path DOCUMENT = ProjectLayout.REPOSITORY.resolve("docs/threat-model.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");
    private static final Pattern ATTACK = Pattern.compile("(?m)^\\|(?! attack|---)[^\\n]+\\|[^\\n]+\\|([^\\n]+)\\|$");

    /**
     * The source file of the function definitions. The test reads the source, because this module does not depend on
     * the infrastructure module.
     */
    private static final Path FUNCTIONS = ProjectLayout.REPOSITORY.resolve(
            "infra/cdk/src/main/java/io/grantkeeper/infra/functions/FunctionDefinitions.java");

    private static final Pattern ROUTE = Pattern.compile("\"(?:GET|HEAD|POST|PUT|PATCH|DELETE) (/[^\"]*)\"");
    /** Matches the definition of a function that callers outside the installation invoke directly. */
    private static final Pattern CALLED =
            Pattern.compile("\"([a-z-]+)\",\\s+\"[^\"]*\",\\s+new FunctionTrigger\\.ExternalInvocation");

    static List<String> tests() throws IOException {
        return NAMED.matcher(Files.readString(DOCUMENT, UTF_8))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void testNamedInModelExists(String named) throws IOException {
        var match = NAMED.matcher(named);
        assertThat(match.matches()).isTrue();
        List<Path> files = SOURCES.getOrDefault(match.group(1) + ".java", List.of());
        assertThat(files).as("sources of %s", match.group(1)).isNotEmpty();
        if (match.group(2) != null) {
            String text = Files.readString(files.getFirst(), UTF_8);
            assertThat(text).contains("void " + match.group(2) + "(");
        }
    }

    @Test
    void threatModelNamesTestForEveryAttack() throws IOException {
        String document = Files.readString(DOCUMENT, UTF_8);
        String attacks = document.substring(
                document.indexOf("## Attacks and mitigations"), document.indexOf("## Residual risks"));
        List<String> shown =
                ATTACK.matcher(attacks).results().map(row -> row.group(1)).toList();
        assertThat(shown)
                .hasSizeGreaterThan(15)
                .allMatch(cell -> NAMED.matcher(cell).find());
    }

    @Test
    void threatModelListsEveryRouteAsEntryPoint() throws IOException {
        String document = Files.readString(DOCUMENT, UTF_8);
        String entries =
                document.substring(document.indexOf("## Entry points"), document.indexOf("## Attacks and mitigations"));
        String table = Files.readString(FUNCTIONS, UTF_8);
        List<String> routes = ROUTE.matcher(table)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        List<String> called =
                CALLED.matcher(table).results().map(found -> found.group(1)).toList();
        assertThat(routes).hasSizeGreaterThan(5);
        assertThat(called).isNotEmpty();
        assertThat(Stream.concat(routes.stream(), called.stream())).allMatch(way -> entries.contains("`" + way + "`"));
    }

    private static Map<String, List<Path>> readSources() {
        try (Stream<Path> files = Files.walk(ProjectLayout.REPOSITORY, 14)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().matches(".*/(target|node_modules)/.*"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

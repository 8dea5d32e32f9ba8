package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connectors.ConnectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that docs/operations.md lists every credential of every provider. Operators need this list when they fill or
 * rotate a secret.
 */
class ConnectorSecretsTest {
    private static final Path DOCUMENTS = ProjectLayout.REPOSITORY.resolve("docs");
    private static final Path CONNECTORS = ProjectLayout.REPOSITORY.resolve("shared/connectors");
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");

    static List<String> providers() {
        return ConnectorRegistry.standard().all().stream()
                .map(connector -> connector.provider().value())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void secretsTableMatchesEachConnectorPage(String provider) throws IOException {
        assertThat(members(provider)).isEqualTo(credentials(provider));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyCredentialHasRotationInstructions(String provider) throws IOException {
        String operations = read("operations.md");
        String rotate = operations.substring(
                operations.indexOf("## Rotate credentials"), operations.indexOf("## Inspect an installation"));
        assertThat(credentials(provider)).allMatch(name -> rotate.contains("`" + name + "`"));
    }

    /**
     * Requires every credential in the documents to occur as a string literal in the code of the connectors or of the
     * SPI.
     */
    @Test
    void everyCredentialIsUsedInCode() throws IOException {
        String code = code(CONNECTORS) + code(ProjectLayout.REPOSITORY.resolve("shared/connector-spi/src/main"));
        Set<String> named = new TreeSet<>();
        for (String provider : providers()) {
            named.addAll(credentials(provider));
        }
        assertThat(named).hasSizeGreaterThan(15).allMatch(name -> code.contains("\"" + name + "\""));
    }

    /**
     * Returns the names of the members of a provider's secret, as listed in the third column of the provider's row in
     * docs/operations.md.
     */
    private static Set<String> members(String provider) throws IOException {
        String row = read("operations.md")
                .lines()
                .filter(line -> line.startsWith("| [") && line.contains("](connectors/" + provider + ".md"))
                .findFirst()
                .orElseThrow();
        return names(row.split("\\|", -1)[3]);
    }

    /** Returns the names in the first column of the credentials table on the provider's page. */
    private static Set<String> credentials(String provider) throws IOException {
        return names(read("connectors/" + provider + ".md")
                .lines()
                .dropWhile(line -> !line.startsWith("| credential |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .collect(Collectors.joining()));
    }

    private static Set<String> names(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String document) throws IOException {
        return Files.readString(DOCUMENTS.resolve(document), UTF_8);
    }

    private static String code(Path folder) throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/"))
                    .toList()) {
                code.append(Files.readString(file, UTF_8));
            }
        }
        return code.toString();
    }
}

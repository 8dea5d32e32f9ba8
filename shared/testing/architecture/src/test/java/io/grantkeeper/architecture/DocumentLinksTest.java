package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that links in documents point to existing files. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)[^)]*\\)");
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])scripts/[a-z-]+(?:/[a-z.-]+)*");

    static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ProjectLayout.REPOSITORY);
                Stream<Path> below = Files.walk(ProjectLayout.REPOSITORY.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksPointToExistingFiles(Path document) throws IOException {
        String text = Files.readString(document, UTF_8);
        LINK.matcher(text)
                .results()
                .forEach(link ->
                        assertThat(document.resolveSibling(link.group(1))).exists());
        SCRIPT.matcher(text)
                .results()
                .forEach(script -> assertThat(ProjectLayout.REPOSITORY.resolve(script.group()))
                        .exists());
    }
}

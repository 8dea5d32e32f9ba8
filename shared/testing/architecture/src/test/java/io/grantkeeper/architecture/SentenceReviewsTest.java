package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that each module that writes sentences for owners or the security team also reviews the sources of the facts in
 * these sentences.
 */
class SentenceReviewsTest {
    /** Matches the code with which a module writes to people: findings, messages, notices and pages. */
    private static final Pattern WRITES = Pattern.compile(
            "new Finding\\(|FindingBuilder\\.finding\\(|new NoticeSender\\.Notice\\(|AlertMessage\\.notice\\(|new HtmlPageResponse\\(");

    private static final Pattern REVIEWS = Pattern.compile("new SentenceReview\\(");

    /**
     * The modules that write no texts although their code matches: only the model, in which a finding creates copies of
     * itself.
     */
    private static final Set<String> NO_TEXTS = Set.of("shared/identity");

    /** The module that prints what the command line shows about an identity. */
    private static final String REPORTS = "shared/reports";

    @Test
    void everyModuleThatWritesToPeopleReviewsItsSentences() throws IOException {
        Set<String> writers = modulesWith(WRITES, "/src/main/java/");
        writers.removeAll(NO_TEXTS);
        writers.add(REPORTS);

        assertThat(writers).contains("shared/behavior", "shared/detection", "shared/owners", "shared/paths");
        assertThat(modulesWith(REVIEWS, "/src/test/java/")).containsAll(writers);
    }

    private static Set<String> modulesWith(Pattern pattern, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ProjectLayout.REPOSITORY)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> ProjectLayout.REPOSITORY.relativize(file))
                    .filter(file -> ("/" + file).contains(folder) && !file.startsWith("shared/testing"))
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(file -> file.toString().substring(0, file.toString().indexOf(folder)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(ProjectLayout.REPOSITORY.resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

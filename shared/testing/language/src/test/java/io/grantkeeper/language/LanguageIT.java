package io.grantkeeper.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks all text in the repository. The violations in {@code known-violations.txt} are tolerated until they are fixed.
 * To remove fixed violations from the file, run {@code scripts/approve shared/testing/language LanguageIT}.
 */
class LanguageIT {
    private static List<Violation> violations = List.of();

    @BeforeAll
    static void check() {
        LanguageChecker checker = LanguageChecker.ofRepository();
        violations = checker.check(Repository.passages());
        if (Boolean.getBoolean("grantkeeper.approve") && System.getenv("CI") == null) {
            write(violations.stream().map(Violation::key).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @AfterAll
    static void forget() {
        violations = List.of();
    }

    @Test
    void findsNoNewViolationOfLanguageRules() {
        List<String> known = lines();
        List<Violation> found = violations.stream()
                .filter(violation -> !known.contains(violation.key()))
                .toList();

        if (!found.isEmpty()) {
            fail(
                    "%d new violations. Correct the text, or add a name or a term to accepted-words.txt:%n%s",
                    found.size(), found.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        }
    }

    @Test
    void everyKnownViolationStillOccurs() {
        Set<String> found = violations.stream().map(Violation::key).collect(Collectors.toSet());

        assertThat(lines())
                .as("fixed: run scripts/approve shared/testing/language LanguageIT to remove them")
                .filteredOn(line -> !found.contains(line))
                .isEmpty();
    }

    @Test
    void acceptedWordsAreSortedAndUnique() {
        List<String> words = Repository.read(Repository.acceptedWords()).lines().toList();

        assertThat(words).isSorted().doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    private static List<String> lines() {
        return Repository.read(Repository.knownViolations()).lines().toList();
    }

    private static void write(Collection<String> keys) {
        try {
            Files.writeString(
                    Repository.knownViolations(),
                    keys.stream().map(key -> key + "\n").collect(Collectors.joining()),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + Repository.knownViolations(), e);
        }
    }
}

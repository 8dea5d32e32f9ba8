package io.grantkeeper.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the rules that are created from the table "Words to replace" on the style page. */
class WordToReplaceIT {
    private static LanguageChecker checker;

    @BeforeAll
    static void load() {
        checker = LanguageChecker.ofRepository();
    }

    @AfterAll
    static void forget() {
        checker = null;
    }

    static List<String> terms() {
        return rows().map(WordToReplace::term).toList();
    }

    static List<String> replacements() {
        return rows().flatMap(row -> Arrays.stream(row.replacement().split("[,;] ", -1)))
                .distinct()
                .toList();
    }

    private static Stream<WordToReplace> rows() {
        return WordToReplace.read(Repository.read(Repository.ROOT.resolve("docs/style.md")), List.of()).stream();
    }

    @ParameterizedTest
    @MethodSource("terms")
    void reportsEachTermToReplace(String term) {
        assertThat(found("The value " + term + " it.")).contains(term);
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void acceptsEachReplacement(String replacement) {
        assertThat(found("The value " + replacement + " it.")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Nothing mends it.,mends",
        "It reckoned a month.,reckoned",
        "It tells of a change.,tells of",
        "Whoever owns it is asked.,Whoever",
        "It tried five times in  vain.,in  vain"
    })
    void reportsTermsRegardlessOfInflectionCaseAndSpacing(String sentence, String words) {
        assertThat(found(sentence)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The identity holds a grant.",
                "The household is below the threshold.",
                "The amendment is recommended.",
                "It takes hold of the lease.",
                "The manifold stood still."
            })
    void acceptsExceptionsAndWordsThatContainTerm(String sentence) {
        assertThat(found(sentence)).isEmpty();
    }

    @Test
    void suggestsReplacement() {
        assertThat(violations("It sends the alert anew."))
                .singleElement()
                .satisfies(violation -> assertThat(violation.suggestions()).containsExactly("again"))
                .satisfies(violation -> assertThat(violation.toString())
                        .startsWith("docs/page.md:7: \"anew\" in: It sends the alert anew.")
                        .contains(WordToReplace.ID, "Suggested: again"));
    }

    @Test
    void reportsMisspellingsAndGrammarErrors() {
        assertThat(violations("The functoin write a entry."))
                .extracting(Violation::rule)
                .contains("MORFOLOGIK_RULE_EN_US", "EN_A_VS_AN");
    }

    private static List<String> found(String sentence) {
        return violations(sentence).stream()
                .filter(violation -> violation.rule().equals(WordToReplace.ID))
                .map(Violation::words)
                .toList();
    }

    private static List<Violation> violations(String sentence) {
        return checker.check(
                new Passage.Builder("docs/page.md").append(sentence, 7).build());
    }
}

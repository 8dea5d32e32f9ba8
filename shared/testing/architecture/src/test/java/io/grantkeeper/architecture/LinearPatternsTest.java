package io.grantkeeper.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.architecture.CountedText.TooManyReadsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every regular expression in production code takes time proportional to the length of its input, and does
 * not exhaust the stack. Almost all input comes from outside: from callers, providers, receivers and the names of apps.
 *
 * <p>If this test fails, bound the quantifier, make it possessive, or let the match start only where a run of
 * characters starts: {@code (?<!\s)\s++$} instead of {@code \s+$}.
 */
class LinearPatternsTest {
    /** The length of the longest text that a caller can send. */
    private static final int LENGTH = 64 * 1024;

    private static final int SAMPLE = 256;
    /**
     * The maximum number of reads per character. A pattern with bounded quantifiers may read each character as many
     * times as the bounds allow.
     */
    private static final int READS_PER_CHARACTER = 300;

    private static final int MOST_EXPENSIVE = 4;
    private static final int DEEP = 4 * 1024;
    private static final int SMALL_STACK = 160 * 1024;

    private static final PatternScanner.Result FOUND =
            PatternScanner.scan(() -> StreamSupport.stream(ProjectLayout.CLASSES.spliterator(), false)
                    .filter(type -> ProjectModule.of(type)
                            .filter(module -> !module.folder().startsWith("shared/testing/"))
                            .isPresent())
                    .iterator());

    @Test
    void findsRegularExpressionsOfEveryClass() {
        assertThat(FOUND.unresolved())
                .as("classes that compose a pattern at run time and do not store it in a static field")
                .isEmpty();
        assertThat(FOUND.patterns().size()).isGreaterThan(150);
        assertThat(FOUND.patterns().values().stream().flatMap(Set::stream))
                .contains(
                        "io.grantkeeper.functions.decide.RequestRedactor",
                        "io.grantkeeper.connector.http.LinkHeader",
                        "io.grantkeeper.catalog.AiPermissionPattern");
    }

    @Test
    void readsPerCharacterAreBoundedForEveryPattern() {
        assertThat(problems(pattern -> mostExpensive(pattern).stream()
                        .map(shape -> shape.ofLength(LENGTH))
                        .filter(text -> exceedsLimit(pattern, text))
                        .findFirst()))
                .isEmpty();
    }

    @Test
    void noPatternExhaustsStack() {
        assertThat(problems(LinearPatternsTest::deepText)).isEmpty();
    }

    /**
     * Checks that the search finds the patterns that it must find: each of these patterns takes quadratic time or
     * worse.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\s+$",
                "\\s*:\\s*",
                "-+$",
                "(a+)+b",
                "(.*)(\\d+)$",
                "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}",
                "(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}+\\.",
                "<([^>]*)>",
                "Scope: ([^,\\]]*)\\]",
                "[\\w.]+@[\\w.]+\\.com",
                "\\s*(\\s*,\\s*)*x"
            })
    void findsTextThatMakesPatternExpensive(String regex) {
        UsedPattern pattern = new UsedPattern(regex, 0, false);
        assertThat(mostExpensive(pattern)).anyMatch(shape -> exceedsLimit(pattern, shape.ofLength(LENGTH)));
    }

    @Test
    void findsTextThatExhaustsStack() {
        assertThat(deepText(new UsedPattern("(a|b)*", 0, true))).isPresent();
        assertThat(deepText(new UsedPattern("[a-z]+(-[a-z]+)*", 0, true))).isPresent();
        assertThat(deepText(new UsedPattern("(?:a|b)*+", 0, true))).isEmpty();
    }

    private static List<String> problems(Function<UsedPattern, Optional<String>> expensive) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<UsedPattern, Set<String>> found : FOUND.patterns().entrySet()) {
            expensive
                    .apply(found.getKey())
                    .ifPresent(text -> problems.add("%s of %s, for example on %s… (%d characters)"
                            .formatted(
                                    found.getKey(),
                                    found.getValue(),
                                    text.substring(0, Math.min(40, text.length()))
                                            .replace("\n", "\\n"),
                                    text.length())));
        }
        return problems;
    }

    /** Returns the shapes whose short strings take the most reads per character. */
    private static List<ExpensiveTexts.Shape> mostExpensive(UsedPattern pattern) {
        record Cost(ExpensiveTexts.Shape shape, double readsPerCharacter) {}
        PriorityQueue<Cost> costs = new PriorityQueue<>(Comparator.comparingDouble(Cost::readsPerCharacter));
        ExpensiveTexts.forEach(pattern.regex(), shape -> {
            String text = shape.ofLength(SAMPLE);
            costs.add(new Cost(shape, (double) reads(pattern, text, 100L * SAMPLE * SAMPLE) / text.length()));
            if (costs.size() > MOST_EXPENSIVE) {
                costs.remove();
            }
        });
        return costs.stream().map(Cost::shape).toList();
    }

    private static boolean exceedsLimit(UsedPattern pattern, String text) {
        long limit = (long) READS_PER_CHARACTER * text.length();
        return reads(pattern, text, limit) > limit;
    }

    /** Returns the number of reads; if the pattern exceeds the limit, returns the limit plus one. */
    private static long reads(UsedPattern pattern, String text, long limit) {
        CountedText counted = new CountedText(text, limit);
        try {
            pattern.apply(counted);
            return counted.reads();
        } catch (TooManyReadsException | StackOverflowError _) {
            return limit + 1;
        }
    }

    /** Returns a string on which the pattern exhausts a small stack; empty if there is none. */
    private static Optional<String> deepText(UsedPattern pattern) {
        if (!pattern.regex().matches("(?s).*\\)[*+{].*")) {
            return Optional.empty();
        }
        List<String> deep = new ArrayList<>();
        Thread thread = new Thread(
                null,
                () -> ExpensiveTexts.forEach(pattern.regex(), shape -> {
                    String text = shape.ofLength(DEEP);
                    if (deep.isEmpty() && exhaustsStack(pattern, text)) {
                        deep.add(text);
                    }
                }),
                "small stack",
                SMALL_STACK);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return deep.stream().findFirst();
    }

    private static boolean exhaustsStack(UsedPattern pattern, String text) {
        try {
            pattern.apply(new CountedText(text, (long) READS_PER_CHARACTER * text.length()));
            return false;
        } catch (TooManyReadsException _) {
            return false;
        } catch (StackOverflowError _) {
            return true;
        }
    }
}

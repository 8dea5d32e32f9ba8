package io.grantkeeper.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.languagetool.AnalyzedSentence;
import org.languagetool.AnalyzedTokenReadings;
import org.languagetool.rules.Rule;
import org.languagetool.rules.RuleMatch;

/**
 * A row of the table "Words to replace" in {@code docs/style.md}: one term, checked as a LanguageTool rule.
 *
 * <p>A term matches only whole words. Its first word matches in every inflection, such as a plural or a past tense. A term
 * with a note, such as "stands (is)", also has other meanings, so it matches only in the form that the table lists. An
 * entry such as "*holds a grant* stays" is an exception.
 */
final class WordToReplace extends Rule {
    static final String ID = "WORD_TO_REPLACE";

    private static final Pattern NOTE = Pattern.compile("\\([^)]*\\)");
    private static final Pattern EXCEPTION = Pattern.compile("; \\*([^*]+)\\* stays");

    private final String term;
    private final List<String> words;
    private final String replacement;
    private final List<List<String>> exceptions;
    private final boolean inflected;

    private WordToReplace(String term, String replacement, List<List<String>> exceptions, boolean inflected) {
        this.term = term;
        this.words = words(term);
        this.replacement = replacement;
        this.exceptions = exceptions;
        this.inflected = inflected;
    }

    /**
     * Returns the rules for all rows of the table "Words to replace".
     *
     * @param style the text of the style page
     * @param acceptedPhrases phrases in which a listed word is correct
     */
    static List<WordToReplace> read(String style, List<String> acceptedPhrases) {
        return style.lines()
                .dropWhile(line -> !line.equals("## Words to replace"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .flatMap(line -> row(line, acceptedPhrases))
                .toList();
    }

    private static Stream<WordToReplace> row(String line, List<String> acceptedPhrases) {
        String[] cells = line.split("\\|", -1);
        boolean inflected = !NOTE.matcher(cells[1]).find();
        List<List<String>> exceptions = Stream.concat(
                        EXCEPTION.matcher(cells[2]).results().map((MatchResult found) -> found.group(1)),
                        acceptedPhrases.stream())
                .map(WordToReplace::words)
                .toList();
        String replacement = EXCEPTION.matcher(cells[2]).replaceAll("").strip();
        return Arrays.stream(NOTE.matcher(cells[1]).replaceAll("").split(",", -1))
                .map(String::strip)
                .map(term -> new WordToReplace(term, replacement, exceptions, inflected));
    }

    private static List<String> words(String phrase) {
        return List.of(phrase.toLowerCase(Locale.ROOT).split(" "));
    }

    String term() {
        return term;
    }

    String replacement() {
        return replacement;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDescription() {
        return "'" + term + "' is in the table \"Words to replace\" of docs/style.md";
    }

    @Override
    public RuleMatch[] match(AnalyzedSentence sentence) {
        AnalyzedTokenReadings[] tokens = sentence.getTokensWithoutWhitespace();
        List<RuleMatch> matches = new ArrayList<>();
        for (int start = 0; start + words.size() <= tokens.length; start++) {
            if (matchesAt(tokens, start, words, inflected) && !isException(tokens, start)) {
                AnalyzedTokenReadings last = tokens[start + words.size() - 1];
                RuleMatch match =
                        new RuleMatch(this, sentence, tokens[start].getStartPos(), last.getEndPos(), getDescription());
                match.setSuggestedReplacement(replacement);
                matches.add(match);
            }
        }
        return matches.toArray(RuleMatch[]::new);
    }

    private boolean isException(AnalyzedTokenReadings[] tokens, int start) {
        return exceptions.stream().anyMatch(exception -> {
            int before = exception.indexOf(words.getFirst());
            return before >= 0 && start >= before && matchesAt(tokens, start - before, exception, true);
        });
    }

    private static boolean matchesAt(AnalyzedTokenReadings[] tokens, int start, List<String> words, boolean inflected) {
        if (start + words.size() > tokens.length) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            AnalyzedTokenReadings token = tokens[start + i];
            String word = words.get(i);
            if (!token.getToken().toLowerCase(Locale.ROOT).equals(word)
                    && !(inflected && i == 0 && token.hasLemma(word))) {
                return false;
            }
        }
        return true;
    }
}

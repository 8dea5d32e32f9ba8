package io.grantkeeper.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.Rule;
import org.languagetool.rules.RuleMatch;
import org.languagetool.rules.spelling.SpellingCheckRule;

/** Checks passages with LanguageTool. Instances are expensive and belong to one thread. */
final class LanguageChecker {
    /** The LanguageTool categories whose rules are checked, except for the rules in {@link #NOISY}. */
    private static final Set<String> CATEGORIES = Set.of(
            "AMERICAN_ENGLISH_STYLE",
            "BRITISH_ENGLISH",
            "CASING",
            "COLLOCATIONS",
            "COMPOUNDING",
            "CONFUSED_WORDS",
            "GRAMMAR",
            "MISC",
            "MULTITOKEN_SPELLING",
            "NONSTANDARD_PHRASES",
            "PROPER_NOUNS",
            "PUNCTUATION",
            "TYPOS");

    /** Rules whose matches in this repository are all false positives: fragments, table cells, and technical nouns. */
    private static final Set<String> NOISY = Set.of(
            // Cells and messages start with a lowercase letter or with punctuation, and may be half of a sentence.
            "COMMA_PARENTHESIS_WHITESPACE",
            "EN_UNPAIRED_BRACKETS",
            "EN_UNPAIRED_QUOTES",
            "THE_SUPERLATIVE",
            "UNLIKELY_OPENING_PUNCTUATION",
            "UPPERCASE_SENTENCE_START",
            // "a send", "the write", "an uninstall", "a deploy key", "an id", "on line 3", "a precision of 1.000".
            "A_INFINITIVE",
            "A_INSTALL",
            "COMMA_PERIOD_CONFUSION",
            "DOUBLE_PUNCTUATION",
            "FILE_EXTENSIONS_CASE",
            "ID_CASING",
            "NUMBERS_IN_WORDS",
            "I_LOWERCASE",
            "ON_COMPOUNDS",
            "PREPOSITION_VERB",
            // "Unknown is not no", "one page follows".
            "DOUBLE_NEGATIVE",
            "NOT_NEVER",
            "STARS_AND_STEPS",
            // The spelling that is usual in the field.
            "EN_COMPOUNDS_AUTO_CONFIGURATION",
            "EN_COMPOUNDS_HAND_WRITTEN",
            "EN_COMPOUNDS_MULTI_FACTOR",
            // LanguageTool parses long sentences wrongly.
            "AGREEMENT_SENT_START",
            "APOSTROPHE_PLURAL_",
            "BEEN_PART_AGREEMENT",
            "COMMA_COMPOUND_SENTENCE",
            "COMMA_COMPOUND_SENTENCE_2",
            "MASS_AGREEMENT",
            "MISSING_COMMA_AFTER_INTRODUCTORY_PHRASE",
            "NNS_IN_NNP_VBZ",
            "NNS_THAT_AGREEMENT",
            "PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT",
            "PLURAL_THAT_AGREEMENT",
            "POSSESSIVE_APOSTROPHE",
            "PRP_HAVE_VB",
            "RELATIVE_CLAUSE_AGREEMENT",
            "REPEATED_VERBS");

    /**
     * Matches acronyms, names with inner capitals or digits, and identifiers with hyphens, none of which are in a
     * dictionary.
     */
    private static final Pattern NAME = Pattern.compile(".+[\\p{Lu}\\d-].*");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]+");
    private static final Pattern WORD_WITH_HYPHENS = Pattern.compile("[\\p{L}\\d_-]+");

    private final JLanguageTool tool;
    private final List<SpellingCheckRule> spellingRules;
    private final Map<String, List<RuleMatch>> checked = new HashMap<>();

    LanguageChecker(Collection<String> acceptedWords, String style) {
        tool = new JLanguageTool(Languages.getLanguageForShortCode("en-US"));
        for (Rule rule : tool.getAllRules()) {
            if (!CATEGORIES.contains(rule.getCategory().getId().toString()) || NOISY.contains(rule.getId())) {
                tool.disableRule(rule.getFullId());
            }
        }
        Map<Boolean, List<String>> words =
                acceptedWords.stream().collect(Collectors.partitioningBy(word -> word.contains(" ")));
        List<String> accepted = words.get(false).stream()
                .flatMap(word -> Stream.of(word, word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)))
                .toList();
        spellingRules = tool.getAllActiveRules().stream()
                .filter(SpellingCheckRule.class::isInstance)
                .map(SpellingCheckRule.class::cast)
                .toList();
        spellingRules.forEach(spelling -> spelling.addIgnoreTokens(accepted));
        WordToReplace.read(style, words.get(true)).forEach(tool::addRule);
    }

    /** Returns a checker that uses this repository's accepted words and style page. */
    static LanguageChecker ofRepository() {
        return new LanguageChecker(
                Repository.read(Repository.acceptedWords()).lines().toList(),
                Repository.read(Repository.ROOT.resolve("docs/style.md")));
    }

    /**
     * Returns the violations in passages. Words whose matches {@link #isNoise} would drop later are excluded from spell
     * checking in advance, because LanguageTool's search for suggestions for these words took a fifth of the time.
     */
    List<Violation> check(List<Passage> passages) {
        List<String> names = passages.stream()
                .flatMap(passage -> Stream.of(WORD, WORD_WITH_HYPHENS)
                        .flatMap(word -> word.matcher(passage.text()).results()))
                .map(MatchResult::group)
                .filter(word ->
                        word.equals(Passage.PLACEHOLDER) || NAME.matcher(word).matches())
                .distinct()
                .toList();
        spellingRules.forEach(spelling -> spelling.addIgnoreTokens(names));
        return passages.stream().flatMap(passage -> check(passage).stream()).toList();
    }

    List<Violation> check(Passage passage) {
        List<Violation> violations = new ArrayList<>();
        for (RuleMatch match : checked.computeIfAbsent(passage.text(), this::matches)) {
            String words = passage.text().substring(match.getFromPos(), match.getToPos());
            if (!isNoise(match, words, passage.text())) {
                violations.add(new Violation(
                        passage.file(),
                        passage.line(match.getFromPos()),
                        match.getRule().getId(),
                        words,
                        match.getSentence().getText(),
                        match.getMessage().replaceAll("</?suggestion>", "\""),
                        match.getSuggestedReplacements().stream().limit(3).toList()));
            }
        }
        return violations;
    }

    /**
     * Returns whether a match is not a real violation, because it concerns a name, a placeholder or the word before a
     * placeholder, or because its rule is in {@link #NOISY}.
     */
    private static boolean isNoise(RuleMatch match, String words, String text) {
        return words.contains(Passage.PLACEHOLDER)
                || NOISY.contains(match.getRule().getId())
                || text.startsWith(" " + Passage.PLACEHOLDER, match.getToPos())
                || (match.getRule().isDictionaryBasedSpellingRule()
                        && NAME.matcher(words).matches());
    }

    private List<RuleMatch> matches(String text) {
        try {
            return tool.check(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot check: " + text, e);
        }
    }
}

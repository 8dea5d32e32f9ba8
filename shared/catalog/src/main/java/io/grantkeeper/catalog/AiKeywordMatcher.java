package io.grantkeeper.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Searches a name for words and phrases, in many languages, that indicate AI. Only whole words match. The matcher is
 * used for apps that the catalog does not list: it distinguishes an "AI" that means artificial intelligence from one
 * that does not.
 */
final class AiKeywordMatcher {

    /** How reliably the words indicate artificial intelligence. */
    enum Strength {
        /** Almost always AI: "AI", "GPT", "LLM" or "copilot" as a separate word. */
        STRONG,
        /** Usually AI: "notetaker", "generative", or a lowercase "ai" at the end. */
        MODERATE,
        /** AI about half the time: "agent", "assistant", "bot". */
        WEAK,
        /** A known phrase in which such a word means something else, such as "travel agent". */
        CONTRARY
    }

    record Signal(Strength strength, String words) {

        /**
         * Returns whether the words name AI technology, such as "AI" or "GPT", rather than a kind of product, such as
         * "copilot". In a company's name, words for AI technology say what the company makes, but "copilot" may be the
         * name of one of its products.
         */
        boolean namesTheTechnology() {
            return strength == Strength.STRONG && !NAMES_OF_THINGS.contains(words.toLowerCase(Locale.ROOT));
        }
    }

    private static final Set<String> NAMES_OF_THINGS = Set.of("copilot", "pilot", "chatbot", "bot");

    /** Phrases in scripts that write words without spaces, and phrases that mean AI in any context. */
    private static final List<Phrase> STRONG_PHRASES = loadPhrases("strong-phrases");

    private static final List<Phrase> MODERATE_PHRASES = loadPhrases("moderate-phrases");

    /** Phrases in which "agent" or "assistant" means a person, or software that has nothing to do with AI. */
    private static final List<Phrase> CONTRARY_PHRASES = loadPhrases("contrary-phrases");

    /**
     * Pairs of words. If both words of a pair occur anywhere in one name, the first does not indicate AI: in a name
     * with "GPT" and "partition", "GPT" means the GUID partition table.
     */
    private static final List<List<String>> CONTRARY_PAIRS = WordLists.entries("contrary-pairs").stream()
            .map(pair -> List.of(pair.written().split(" \\+ ", 2)))
            .toList();

    /**
     * Words that commonly precede or follow "AI" in product names. If a name contains one of them, even a spelling of
     * "AI" that is weak evidence on its own can count as strong evidence.
     */
    private static final Set<String> COMPANIONS = WordLists.writtenWords("companions");

    private static final Set<String> ROMANCE_FUNCTION_WORDS = WordLists.writtenWords("romance-function-words");

    private static final Set<String> STRONG_WORDS = WordLists.writtenWords("strong-words");

    private static final Set<String> MODERATE_WORDS = WordLists.writtenWords("moderate-words");

    private static final Set<String> WEAK_WORDS = WordLists.writtenWords("weak-words");

    /**
     * A phrase prepared for searching.
     *
     * @param shown the phrase as shown in reasons
     * @param sought the text to search for
     * @param spaced whether the phrase must start at a word boundary; phrases in Han, kana or Hangul can occur anywhere
     *         in a run of characters
     */
    private record Phrase(String shown, String sought, boolean spaced) {

        /**
         * The marker of a phrase that is the stem of longer words, for languages that inflect by suffix, such as Slavic
         * languages.
         */
        private static final String STEM = "*";

        static Phrase parse(WordLists.Entry entry) {
            String shown = entry.written().replace(STEM, "");
            boolean spaced = shown.codePointAt(0) < 0x0e00;
            String words = " " + entry.folded() + (entry.written().endsWith(STEM) ? "" : " ");
            return new Phrase(shown, spaced ? words : shown, spaced);
        }
    }

    private static final Pattern DOT_AI = Pattern.compile("(?iu)[\\p{L}\\p{N}]\\.ai(?![\\p{L}\\p{N}])");

    private static final Pattern STATE_OF_IOWA = Pattern.compile(",\\s*IA$");

    private AiKeywordMatcher() {}

    private static List<Phrase> loadPhrases(String list) {
        return WordLists.entries(list).stream().map(Phrase::parse).toList();
    }

    static Optional<Signal> find(String name) {
        NameTokenizer words = NameTokenizer.of(name);
        String text = " " + String.join(" ", words.folded()) + " ";
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Signal> contrary =
                findPhrase(CONTRARY_PHRASES, text, lower, Strength.CONTRARY).or(() -> findContraryPair(words));
        Optional<Signal> strong = findPhrase(STRONG_PHRASES, text, lower, Strength.STRONG);
        if (strong.isPresent()) {
            return strong;
        }
        Optional<Signal> word = findStrongestWord(words, name);
        if (contrary.isPresent()) {
            boolean outweighed = word.isPresent()
                    && word.get().strength() == Strength.STRONG
                    && !contrary.get().words().contains(word.get().words().toLowerCase(Locale.ROOT));
            return outweighed ? word : contrary;
        }
        if (word.isPresent() && word.get().strength() == Strength.STRONG) {
            return word;
        }
        return findPhrase(MODERATE_PHRASES, text, lower, Strength.MODERATE).or(() -> word);
    }

    private static Optional<Signal> findPhrase(List<Phrase> phrases, String text, String lower, Strength strength) {
        return phrases.stream()
                .filter(phrase -> (phrase.spaced() ? text : lower).contains(phrase.sought()))
                .findFirst()
                .map(phrase -> new Signal(strength, phrase.shown()));
    }

    private static Optional<Signal> findContraryPair(NameTokenizer words) {
        return CONTRARY_PAIRS.stream()
                .filter(words.folded()::containsAll)
                .findFirst()
                .map(pair -> new Signal(Strength.CONTRARY, String.join(" ", pair)));
    }

    private static Optional<Signal> findStrongestWord(NameTokenizer words, String name) {
        Optional<Signal> best = Optional.empty();
        for (int i = 0; i < words.count(); i++) {
            Optional<Strength> strength = rateWord(words, i, name);
            if (strength.isPresent()
                    && (best.isEmpty() || strength.get().compareTo(best.get().strength()) < 0)) {
                best = Optional.of(new Signal(strength.get(), words.written().get(i)));
            }
        }
        return best;
    }

    private static Optional<Strength> rateWord(NameTokenizer words, int i, String name) {
        String word = words.folded().get(i);
        boolean coPilot =
                word.equals("pilot") && i > 0 && words.folded().get(i - 1).equals("co");
        boolean chatBot =
                word.equals("bot") && i > 0 && words.folded().get(i - 1).equals("chat");
        if ((coPilot || word.equals("copilot")) && precedesTrade(words, i)) {
            return Optional.of(Strength.WEAK);
        }
        if (coPilot || chatBot || STRONG_WORDS.contains(word)) {
            return Optional.of(Strength.STRONG);
        }
        if (word.equals("ai")) {
            return Optional.of(rateAi(words, i, name));
        }
        if (word.equals("mcp")) {
            return Optional.of(rateMcp(words, i));
        }
        if (word.equals("ia") || word.equals("ki")) {
            return Optional.of(rateIaOrKi(words, i, name));
        }
        if (MODERATE_WORDS.contains(word)) {
            return Optional.of(Strength.MODERATE);
        }
        return WEAK_WORDS.contains(word) ? Optional.of(Strength.WEAK) : Optional.empty();
    }

    /**
     * Returns whether "copilot" precedes the name of a trade. "Copilot Insurance" sells insurance, but "Insurance
     * Copilot" is an assistant for insurance work.
     */
    private static boolean precedesTrade(NameTokenizer words, int copilot) {
        boolean first = words.apart().subList(0, copilot + 1).lastIndexOf(true) == 0
                || words.key(0, copilot + 1).equals("copilot");
        return first
                && copilot + 1 < words.count()
                && new AppNameRemainder(words.slice(copilot + 1, words.count())).namesAnotherTrade();
    }

    /**
     * Rates the word "AI" by spelling and position, because it is also a preposition in Italian, a given name in
     * Japanese and a run of letters in names written in all capitals.
     */
    private static Strength rateAi(NameTokenizer words, int i, String name) {
        boolean first = i == 0;
        boolean last = i == words.count() - 1;
        boolean companion = hasCompanion(words, i);
        if (DOT_AI.matcher(name).find()) {
            return Strength.STRONG;
        }
        return switch (words.written().get(i)) {
            case "AI" -> {
                if (first && last) {
                    yield Strength.MODERATE;
                }
                boolean shouted = words.count() > 3 && name.equals(name.toUpperCase(Locale.ROOT)) && !first && !last;
                boolean glued = first && name.startsWith("AI") && name.length() > 2 && isLatinLetter(name.charAt(2));
                yield companion || !(shouted || glued) ? Strength.STRONG : Strength.WEAK;
            }
            case "Ai" -> companion ? Strength.STRONG : last && !first ? Strength.MODERATE : Strength.WEAK;
            default -> {
                if (companion && (first || last || words.count() <= 3)) {
                    yield Strength.STRONG;
                }
                yield last && !first && words.count() <= 4 ? Strength.MODERATE : Strength.WEAK;
            }
        };
    }

    /** Rates the word "MCP": "Acme MCP" is a Model Context Protocol server; "MCP Plumbing" is not. */
    private static Strength rateMcp(NameTokenizer words, int i) {
        boolean last = i > 0 && i == words.count() - 1;
        return last && words.written().get(i).equals("MCP") ? Strength.MODERATE : Strength.WEAK;
    }

    /** Rates IA (Romance languages) and KI (German, Dutch, Nordic), which are also initials of many other things. */
    private static Strength rateIaOrKi(NameTokenizer words, int i, String name) {
        String written = words.written().get(i);
        if (!written.equals(written.toUpperCase(Locale.ROOT))) {
            return Strength.WEAK;
        }
        boolean spoken = words.folded().stream()
                .anyMatch(w ->
                        written.equals("IA") ? ROMANCE_FUNCTION_WORDS.contains(w) : w.equals("mit") || w.equals("fur"));
        if (hasCompanion(words, i) || (spoken && words.count() > 2)) {
            return Strength.STRONG;
        }
        // Brands put "IA" at the end of a short name ("Praxedo IA"). As the abbreviation for Iowa, it follows a comma
        // or a town.
        boolean endsShortName = i > 0 && i == words.count() - 1 && words.count() <= 3;
        return endsShortName && !STATE_OF_IOWA.matcher(name).find() ? Strength.MODERATE : Strength.WEAK;
    }

    private static boolean hasCompanion(NameTokenizer words, int i) {
        for (int j = 0; j < words.count(); j++) {
            if (j != i
                    && (COMPANIONS.contains(words.folded().get(j))
                            || !isLatin(words.folded().get(j)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLatin(String word) {
        return word.codePoints().allMatch(c -> c < 0x250);
    }

    private static boolean isLatinLetter(char c) {
        return c < 0x250 && Character.isLetter(c);
    }
}

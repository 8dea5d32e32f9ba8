package io.grantkeeper.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds words that say "AI" in a name, whole words only and in many languages, for products that no catalogue knows.
 * Telling apart an "AI" that means artificial intelligence from one that does not is the whole of its job.
 */
final class AiWords {

    /** How sure a reader can be that the words mean artificial intelligence. */
    enum Strength {
        /** "AI", "GPT", "LLM", "copilot" as words of their own. */
        STRONG,
        /** Usually: "notetaker", "generative", a lower-case "ai" at the end. */
        MODERATE,
        /** As often as not something else: "agent", "assistant", "bot". */
        WEAK,
        /** A known phrase in which such a word means something else: "travel agent". */
        CONTRARY
    }

    record Signal(Strength strength, String words) {

        /** "AI" or "GPT" in a company's name tells what it makes; "copilot" there may be its product's name. */
        boolean namesTheTechnology() {
            return strength == Strength.STRONG && !NAMES_OF_THINGS.contains(words.toLowerCase(Locale.ROOT));
        }
    }

    private static final Set<String> NAMES_OF_THINGS = Set.of("copilot", "pilot", "chatbot", "bot");

    /** Phrases in scripts that do not part words by spaces, or in which the phrase is unmistakable. */
    private static final List<Phrase> STRONG_PHRASES = phrases("strong-phrases");

    private static final List<Phrase> MODERATE_PHRASES = phrases("moderate-phrases");

    /** People and software called agents for other reasons; "assistant" likewise. */
    private static final List<Phrase> CONTRARY_PHRASES = phrases("contrary-phrases");

    /** Two words that, wherever they stand in one name, give the first of them another meaning: "GPT" and "partition". */
    private static final List<List<String>> CONTRARY_PAIRS = WordLists.entries("contrary-pairs").stream()
            .map(pair -> List.of(pair.written().split(" \\+ ", 2)))
            .toList();

    /** What commonly follows or precedes AI in a product's name; makes a weaker spelling of it certain. */
    private static final Set<String> COMPANIONS = WordLists.get("companions");

    private static final Set<String> ROMANCE_FUNCTION_WORDS = WordLists.get("romance-function-words");

    private static final Set<String> STRONG_WORDS = WordLists.get("strong-words");

    private static final Set<String> MODERATE_WORDS = WordLists.get("moderate-words");

    private static final Set<String> WEAK_WORDS = WordLists.get("weak-words");

    /**
     * A phrase made ready for the search.
     *
     * @param spaced whether it must stand between spaces; Han, kana and Hangul phrases stand inside longer runs
     */
    private record Phrase(String shown, String sought, boolean spaced) {

        /** Ends a phrase that is the stem of longer words, as Slavic languages need. */
        private static final String STEM = "*";

        static Phrase of(WordLists.Entry entry) {
            String shown = entry.written().replace(STEM, "");
            boolean spaced = shown.codePointAt(0) < 0x0e00;
            String words = " " + entry.folded() + (entry.written().endsWith(STEM) ? "" : " ");
            return new Phrase(shown, spaced ? words : shown, spaced);
        }
    }

    private static final Pattern DOT_AI = Pattern.compile("(?iu)[\\p{L}\\p{N}]\\.ai(?![\\p{L}\\p{N}])");

    private static final Pattern STATE_OF_IOWA = Pattern.compile(",\\s*IA$");

    private AiWords() {}

    private static List<Phrase> phrases(String list) {
        return WordLists.entries(list).stream().map(Phrase::of).toList();
    }

    static Optional<Signal> in(String name) {
        Words words = Words.of(name);
        String text = " " + String.join(" ", words.folded()) + " ";
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Signal> contrary =
                phrase(CONTRARY_PHRASES, text, lower, Strength.CONTRARY).or(() -> contraryPair(words));
        Optional<Signal> strong = phrase(STRONG_PHRASES, text, lower, Strength.STRONG);
        if (strong.isPresent()) {
            return strong;
        }
        Optional<Signal> word = strongest(words, name);
        if (contrary.isPresent()) {
            boolean outweighed = word.isPresent()
                    && word.get().strength() == Strength.STRONG
                    && !contrary.get().words().contains(word.get().words().toLowerCase(Locale.ROOT));
            return outweighed ? word : contrary;
        }
        if (word.isPresent() && word.get().strength() == Strength.STRONG) {
            return word;
        }
        return phrase(MODERATE_PHRASES, text, lower, Strength.MODERATE).or(() -> word);
    }

    private static Optional<Signal> phrase(List<Phrase> phrases, String text, String lower, Strength strength) {
        return phrases.stream()
                .filter(phrase -> (phrase.spaced() ? text : lower).contains(phrase.sought()))
                .findFirst()
                .map(phrase -> new Signal(strength, phrase.shown()));
    }

    private static Optional<Signal> contraryPair(Words words) {
        return CONTRARY_PAIRS.stream()
                .filter(words.folded()::containsAll)
                .findFirst()
                .map(pair -> new Signal(Strength.CONTRARY, String.join(" ", pair)));
    }

    private static Optional<Signal> strongest(Words words, String name) {
        Optional<Signal> best = Optional.empty();
        for (int i = 0; i < words.count(); i++) {
            Optional<Strength> strength = strength(words, i, name);
            if (strength.isPresent()
                    && (best.isEmpty() || strength.get().compareTo(best.get().strength()) < 0)) {
                best = Optional.of(new Signal(strength.get(), words.written().get(i)));
            }
        }
        return best;
    }

    private static Optional<Strength> strength(Words words, int i, String name) {
        String word = words.folded().get(i);
        boolean coPilot =
                word.equals("pilot") && i > 0 && words.folded().get(i - 1).equals("co");
        boolean chatBot =
                word.equals("bot") && i > 0 && words.folded().get(i - 1).equals("chat");
        if ((coPilot || word.equals("copilot")) && isOfATrade(words, i)) {
            return Optional.of(Strength.WEAK);
        }
        if (coPilot || chatBot || STRONG_WORDS.contains(word)) {
            return Optional.of(Strength.STRONG);
        }
        if (word.equals("ai")) {
            return Optional.of(artificialIntelligence(words, i, name));
        }
        if (word.equals("mcp")) {
            return Optional.of(modelContextProtocol(words, i));
        }
        if (word.equals("ia") || word.equals("ki")) {
            return Optional.of(otherInitialism(words, i, name));
        }
        if (MODERATE_WORDS.contains(word)) {
            return Optional.of(Strength.MODERATE);
        }
        return WEAK_WORDS.contains(word) ? Optional.of(Strength.WEAK) : Optional.empty();
    }

    /** "Insurance Copilot" helps with insurance, but "Copilot Insurance" sells it. */
    private static boolean isOfATrade(Words words, int copilot) {
        boolean first = words.apart().subList(0, copilot + 1).lastIndexOf(true) == 0
                || words.key(0, copilot + 1).equals("copilot");
        return first
                && copilot + 1 < words.count()
                && new RestOfName(words.part(copilot + 1, words.count())).namesAnotherTrade();
    }

    /** "AI" is also an Italian article, a Japanese given name and part of shouted titles; spelling and place decide. */
    private static Strength artificialIntelligence(Words words, int i, String name) {
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

    /** "Acme MCP" is a server of the Model Context Protocol; "MCP Plumbing" is not. */
    private static Strength modelContextProtocol(Words words, int i) {
        boolean last = i > 0 && i == words.count() - 1;
        return last && words.written().get(i).equals("MCP") ? Strength.MODERATE : Strength.WEAK;
    }

    /** IA (Romance languages) and KI (German, Dutch, Nordic) are also initials of many other things. */
    private static Strength otherInitialism(Words words, int i, String name) {
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
        // "Praxedo IA": at the end of a short name, as brands write it; Iowa stands behind a comma or a town.
        boolean endsShortName = i > 0 && i == words.count() - 1 && words.count() <= 3;
        return endsShortName && !STATE_OF_IOWA.matcher(name).find() ? Strength.MODERATE : Strength.WEAK;
    }

    private static boolean hasCompanion(Words words, int i) {
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

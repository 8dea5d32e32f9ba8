package io.grantkeeper.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Generates strings on which a backtracking engine may take a long time for a given pattern. Each string consists of a
 * prefix that the pattern may start with, many repetitions of a part that the pattern may repeat, and sometimes a
 * suffix that the pattern rejects. The parts are composed of the pattern's own literals and of one character per
 * character class.
 */
final class ExpensiveTexts {
    private static final int MAX_CHARACTERS = 20;
    private static final int MAX_WORDS = 12;
    private static final List<String> SUFFIXES = List.of("", "!\n");

    private final Set<String> characters = new LinkedHashSet<>();
    private final Set<String> words = new LinkedHashSet<>();

    private ExpensiveTexts() {}

    /** The parts of a string that can be generated in any length. */
    record Shape(String prefix, String repeated, String suffix) {
        String ofLength(int length) {
            int rest = Math.max(1, (length - prefix.length() - suffix.length()) / repeated.length());
            return prefix + repeated.repeat(rest) + suffix;
        }
    }

    static void forEach(String regex, Consumer<Shape> use) {
        ExpensiveTexts texts = new ExpensiveTexts();
        texts.read(regex);
        List<String> letters = texts.characters.stream().limit(MAX_CHARACTERS).toList();
        List<String> words = texts.words.stream().limit(MAX_WORDS).toList();
        Set<String> repeated = new LinkedHashSet<>(letters);
        repeated.addAll(words);
        for (String one : letters) {
            letters.forEach(other -> repeated.add(one + other));
            words.forEach(word -> repeated.add(word + one));
            words.forEach(word -> repeated.add(one + word));
        }
        Collection<String> prefixes = new ArrayList<>(List.of(""));
        words.stream().limit(3).forEach(prefixes::add);
        letters.stream().limit(3).forEach(prefixes::add);
        for (String part : repeated) {
            for (String prefix : part.length() == 1
                    ? prefixes
                    : List.of("", prefixes.stream().skip(1).findFirst().orElse("a"))) {
                SUFFIXES.forEach(suffix -> use.accept(new Shape(prefix, part, suffix)));
            }
        }
    }

    private void read(String regex) {
        StringBuilder run = new StringBuilder();
        for (int at = 0; at < regex.length(); at++) {
            char letter = regex.charAt(at);
            if (letter == '\\' && at + 1 < regex.length()) {
                char escaped = regex.charAt(++at);
                if (Character.isLetterOrDigit(escaped)) {
                    endRun(run);
                    int close = regex.indexOf('}', at);
                    boolean property = (escaped == 'p' || escaped == 'P' || escaped == 'x') && close > 0;
                    addClass(property ? regex.substring(at, close) : String.valueOf(escaped));
                    at = property ? close : at;
                } else {
                    run.append(escaped);
                }
            } else if ("*+?{".indexOf(letter) >= 0) {
                if (!run.isEmpty()) {
                    characters.add(run.substring(run.length() - 1));
                }
                endRun(run);
            } else if ("^$.|()[]}".indexOf(letter) >= 0) {
                endRun(run);
                if (letter == '.') {
                    characters.add("a");
                }
            } else if (letter == '-' && at > 0 && regex.lastIndexOf('[', at) > regex.lastIndexOf(']', at)) {
                endRun(run);
                characters.add("-");
            } else {
                run.append(letter);
            }
        }
        endRun(run);
        characters.addAll(List.of("a", " ", "1", "!"));
    }

    private void addClass(String name) {
        switch (name) {
            case "s" -> characters.addAll(List.of(" ", "\n"));
            case "d" -> characters.add("1");
            case "w" -> characters.addAll(List.of("a", "_"));
            case "S", "D", "W" -> characters.addAll(List.of("a", "!"));
            default -> characters.addAll(name.startsWith("p{L") ? List.of("a", "A", "é") : List.of());
        }
    }

    private void endRun(StringBuilder run) {
        if (run.length() == 1) {
            characters.add(run.toString());
        } else if (run.length() > 1) {
            words.add(run.toString());
            characters.add(run.substring(0, 1));
        }
        run.setLength(0);
    }
}

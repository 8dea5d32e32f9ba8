package io.grantkeeper.language;

import static io.grantkeeper.language.Passage.PLACEHOLDER;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extracts the prose of policies, mappings and data tables, and the usage text of scripts. */
final class PlainText {
    private static final int MIN_WORDS = 4;
    private static final double MAX_LETTERS = 0.9;
    private static final Pattern FORMAT =
            Pattern.compile("%(?:\\d+\\$)?[-,+#0 ]*\\d*(?:\\.\\d+)?[sdfxSXc]|\\$?\\{[^}\\s]*\\}");
    private static final Pattern LINE_END = Pattern.compile("%n");
    /**
     * Matches code in prose: options, paths, variables, names with digits, dots or inner capitals, and quoted
     * code.
     */
    private static final Pattern CODE = Pattern.compile(
            "(?<![\\p{L}\\d])(?:--?[a-z][-a-z]*\\b|'[^']+'(?![\\p{L}]))|`[^`]+`"
                    + "|\\$(?:\\([^)]*\\)|\\w+)|\\S*[\\p{L}\\d>][/._=:][\\p{L}\\d*{<]\\S*|(?<=\\s)\\.[a-z]+\\b|\\b\\p{L}+\\d\\w*|\\b[a-z]+[A-Z]\\w*|\\bhttps\\b");
    /** Matches text that is not prose: markup, expressions, queries and regular expressions. */
    private static final Pattern NO_PROSE =
            Pattern.compile("::|==|=\"|\\{\"|\"\\s*:\\s|\\.\\*|\t|\\(\\?|[=<>] :|\\$\\w+:|^\\s*[\\[{]|\\bString!");
    /** Matches function words. Text without any function word is a list of names. */
    private static final Pattern FUNCTION_WORD = Pattern.compile(
            "(?i)\\b(?:an?|and|are|as|at|be|but|by|can|cannot|does|for|from|has|have|if|in|is|it"
                    + "|its|may|must|no|not|of|on|only|or|so|than|that|the|their|them|they|this|to|was|were|when|which|who|with|you|your)\\b");

    private static final Pattern PROSE = Pattern.compile("[\\p{L}\\s.,;:!?'’\"“”()–-]");
    private static final Pattern VALUE = Pattern.compile("^\\s*(?:- )?(\"?)[\\w-]+\\1:\\s*\"?(.*?)\"?,?\\s*$");
    private static final Pattern QUOTED = Pattern.compile("\"title\": .*");
    private static final Pattern ECHO = Pattern.compile("^\\s*echo\\s+(?:-e\\s+)?[\"'](.*)[\"'](?:\\s*>&2)?(?:;.*)?$");

    private PlainText() {}

    /** Adds the text, with values and code replaced by placeholders. Ignores text that is code or a list of names. */
    static void addProse(Passage text, List<Passage> target) {
        Passage plain =
                text.replace(LINE_END, "\n").replace(FORMAT, PLACEHOLDER).replace(CODE, PLACEHOLDER);
        String words = plain.text().replace(PLACEHOLDER, "");
        if (plain.words() >= MIN_WORDS
                && !NO_PROSE.matcher(text.text()).find()
                && FUNCTION_WORD.matcher(words).find()
                && PROSE.matcher(words).results().count() >= MAX_LETTERS * words.length()) {
            target.add(plain);
        }
    }

    /**
     * Extracts the comments and the member values of JSON and YAML files that have one member per line. Ignores
     * titles, because they are quotations.
     */
    static List<Passage> members(String file, String text) {
        return lines(file, text, line -> {
            Matcher member = VALUE.matcher(line);
            if (line.strip().startsWith("#")) {
                return List.of(line.strip().substring(1).strip());
            }
            return member.matches() && !QUOTED.matcher(line).find() ? List.of(member.group(2)) : List.of();
        });
    }

    /**
     * Extracts prose from the rules for interpreting permissions: comments, the nouns for resources, and the phrases in
     * the escalation rules.
     */
    static List<Passage> permissionRules(String file, String text) {
        return lines(file, text, line -> {
            List<String> cells = List.of(line.split("\t", -1));
            if (line.startsWith("#")) {
                return List.of(line.substring(1).strip());
            }
            return cells.size() > 3 && (file.endsWith("escalation.tsv") || line.startsWith("thing\t"))
                    ? cells.subList(3, cells.size())
                    : List.of();
        });
    }

    /** Extracts the text that a script prints. Successive lines of prose are one passage; the synopsis is not prose. */
    static List<Passage> usage(String file, String text) {
        List<Passage> segments = new ArrayList<>();
        Passage.Builder paragraph = new Passage.Builder(file);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher echo = ECHO.matcher(line);
            String printed = file.endsWith(".txt") ? line : echo.matches() ? echo.group(1) : "";
            boolean option = printed.startsWith("  ");
            if (printed.isEmpty() || option || printed.startsWith("usage:")) {
                addProse(paragraph.build(), segments);
                paragraph = new Passage.Builder(file);
            }
            if (!printed.startsWith("usage:") && !printed.startsWith("       ")) {
                paragraph.append(
                        option ? printed.strip().replaceFirst("^-.*?\\s{2,}", "") + "\n" : printed + "\n", number);
            }
        }
        addProse(paragraph.build(), segments);
        return segments;
    }

    private static List<Passage> lines(String file, String text, Function<String, List<String>> parts) {
        List<Passage> segments = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            for (String part : parts.apply(line)) {
                addProse(new Passage.Builder(file).append(part, number).build(), segments);
            }
        }
        return segments;
    }
}

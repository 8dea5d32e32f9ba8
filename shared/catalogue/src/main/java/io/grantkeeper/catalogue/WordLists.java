package io.grantkeeper.catalogue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The word lists in {@code words.txt}: a line in brackets starts a list, entries are separated by commas. They are cut and
 * folded when this module is built: that asks for Unicode's normal forms, which a function that starts need not load.
 */
final class WordLists {

    static final String FILE_NAME = "words.compiled.tsv";

    /**
     * One entry of a list.
     *
     * @param written as it stands in the list
     * @param folded its words as {@link Words} writes them, parted by spaces: lower case, without accents
     */
    record Entry(String written, String folded) {

        private static final char FOLDED = '=';

        private static Entry of(String written) {
            return new Entry(written, String.join(" ", Words.of(written).folded()));
        }

        private static Entry parse(String line) {
            int mark = line.indexOf(FOLDED);
            return mark < 0 ? new Entry(line, line) : new Entry(line.substring(0, mark), line.substring(mark + 1));
        }

        private String line() {
            return written.equals(folded) ? written : written + FOLDED + folded;
        }
    }

    /** Apart, so that the lists can be compiled before there is anything to look into. */
    private static final class Compiled {
        static final SortedLines LISTS = SortedLines.read(FILE_NAME);
    }

    private WordLists() {}

    /** A list as it is written. */
    static Set<String> get(String name) {
        return entries(name).stream().map(Entry::written).collect(Collectors.toUnmodifiableSet());
    }

    /** A list of single words, folded. */
    static Set<String> folded(String name) {
        return entries(name).stream()
                .map(entry -> entry.folded().replace(" ", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A list's entries, in the order of what is written. */
    static List<Entry> entries(String name) {
        String list = Compiled.LISTS
                .find(name)
                .orElseThrow(() -> new IllegalStateException("words.txt has no list called " + name));
        return Arrays.stream(list.split("\\|", -1)).map(Entry::parse).toList();
    }

    /** A line a list, from those of {@code words.txt}. */
    static SortedLines compile(List<String> lines) {
        Map<String, Set<String>> lists = new HashMap<>();
        Set<String> current = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = lists.computeIfAbsent(line.substring(1, line.length() - 1), name -> new TreeSet<>());
            } else if (!line.startsWith("#")) {
                for (String entry : line.split(",", -1)) {
                    if (!entry.isBlank()) {
                        current.add(entry.strip());
                    }
                }
            }
        }
        Map<String, String> compiled = new HashMap<>();
        lists.forEach((name, entries) -> compiled.put(
                name, entries.stream().map(entry -> Entry.of(entry).line()).collect(Collectors.joining("|"))));
        return SortedLines.of(compiled);
    }
}

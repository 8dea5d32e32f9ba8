package io.grantkeeper.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The word lists in {@code words.txt}. A line in brackets starts a list, and commas separate its entries. The build
 * splits and folds the lists, so that a cold start does not load Unicode normalization.
 */
final class WordLists {

    static final String FILE_NAME = "words.compiled.tsv";

    /**
     * One entry of a list.
     *
     * @param written the entry as written in the list
     * @param folded the entry's words as {@link NameTokenizer} folds them, separated by spaces: lowercase, without
     *     accents
     */
    record Entry(String written, String folded) {

        private static final char FOLDED = '=';

        private static Entry of(String written) {
            return new Entry(written, String.join(" ", NameTokenizer.of(written).folded()));
        }

        private static Entry parse(String line) {
            int mark = line.indexOf(FOLDED);
            return mark < 0 ? new Entry(line, line) : new Entry(line.substring(0, mark), line.substring(mark + 1));
        }

        private String line() {
            return written.equals(folded) ? written : written + FOLDED + folded;
        }
    }

    /**
     * Loads the compiled lists. The class is separate so that {@link WordLists#compile} can run before the compiled
     * file exists.
     */
    private static final class Compiled {
        static final SortedLineTable LISTS = SortedLineTable.read(FILE_NAME);
    }

    private WordLists() {}

    /** Returns the entries of a list as written. */
    static Set<String> writtenWords(String name) {
        return entries(name).stream().map(Entry::written).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a list of single words in folded form, that is, in lowercase and without accents. */
    static Set<String> foldedWords(String name) {
        return entries(name).stream()
                .map(entry -> entry.folded().replace(" ", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a list's entries, ordered by their written form. */
    static List<Entry> entries(String name) {
        String list = Compiled.LISTS
                .find(name)
                .orElseThrow(() -> new IllegalStateException("words.txt contains no list named " + name));
        return Arrays.stream(list.split("\\|", -1)).map(Entry::parse).toList();
    }

    /** Compiles the lines of {@code words.txt} into one line per list. */
    static SortedLineTable compile(List<String> lines) {
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
        return SortedLineTable.of(compiled);
    }
}

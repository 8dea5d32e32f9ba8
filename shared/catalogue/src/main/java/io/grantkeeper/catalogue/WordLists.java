package io.grantkeeper.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The word lists in {@code words.txt}: a line in brackets starts a list, entries are separated by commas. */
final class WordLists {

    private static final Map<String, Set<String>> LISTS = read();

    private WordLists() {}

    static Set<String> get(String name) {
        Set<String> list = LISTS.get(name);
        if (list == null) {
            throw new IllegalStateException("words.txt has no list called " + name);
        }
        return Set.copyOf(list);
    }

    /** A list of single words as {@link Words} writes them: lower case, without accents. */
    static Set<String> folded(String name) {
        return get(name).stream().map(word -> Words.of(word).key()).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Set<String>> read() {
        try (InputStream in = WordLists.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("words.txt is missing from the archive");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(reader.lines().toList());
        } catch (IOException failed) {
            throw new UncheckedIOException("words.txt cannot be read", failed);
        }
    }

    private static Map<String, Set<String>> parse(List<String> lines) {
        Map<String, Set<String>> lists = new HashMap<>();
        Set<String> current = new HashSet<>();
        for (String line : lines) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = lists.computeIfAbsent(line.substring(1, line.length() - 1), name -> new HashSet<>());
            } else if (!line.startsWith("#")) {
                for (String entry : line.split(",", -1)) {
                    if (!entry.isBlank()) {
                        current.add(entry.strip());
                    }
                }
            }
        }
        return lists;
    }
}

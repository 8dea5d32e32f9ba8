package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a provider's permissions meant at one time.
 *
 * @param version stands for the meanings: it differs when, and only when, they differ
 * @param meanings by permission and, where kinds are told apart, kind: {@code Mail.Read} or {@code Mail.Read (delegated)}
 */
public record VocabularySnapshot(Provider provider, String version, SortedMap<String, List<Capability>> meanings) {
    public VocabularySnapshot {
        meanings = new TreeMap<>(meanings);
    }

    /**
     * Reads the lines of a data file of this module, an older one for example.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static VocabularySnapshot ofLines(Provider provider, List<String> lines) {
        return Vocabulary.fromRulesAlone(provider).snapshot(lines);
    }

    static VocabularySnapshot of(Provider provider, RuleBook rules, List<String> lines) {
        String version = "none";
        Map<String, List<Capability>> meanings = new TreeMap<>();
        for (String line : lines) {
            String[] cell = line.split("\t", -1);
            if (cell[0].equals("version") && cell.length == 2) {
                version = cell[1];
            } else if (cell.length < 3) {
                throw new IllegalArgumentException(
                        "A vocabulary line has %d cells instead of 6: '%s'".formatted(cell.length, line));
            } else {
                String name = cell[1].equals("-") ? cell[0] : cell[0] + " (" + cell[1] + ")";
                meanings.put(name, new ArrayList<>(rules.capabilities(cell[2])));
            }
        }
        return new VocabularySnapshot(provider, version, new TreeMap<>(meanings));
    }
}

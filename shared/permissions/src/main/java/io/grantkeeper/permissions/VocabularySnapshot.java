package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The meanings of a provider's permissions at one point in time.
 *
 * @param version identifies the meanings; changes if and only if the meanings change
 * @param meanings the capabilities, keyed by permission or, if the provider distinguishes kinds, by permission and
 *     kind, for example {@code Mail.Read} or {@code Mail.Read (delegated)}
 */
public record VocabularySnapshot(
        PermissionProvider provider, String version, SortedMap<String, List<Capability>> meanings) {
    public VocabularySnapshot {
        meanings = new TreeMap<>(meanings);
    }

    /**
     * Parses the lines of one of this module's data files, for example of an older version.
     *
     * @throws IllegalArgumentException if a line cannot be parsed; the message names the line
     */
    public static VocabularySnapshot ofLines(PermissionProvider provider, List<String> lines) {
        return PermissionVocabulary.fromRulesOnly(provider).snapshot(lines);
    }

    static VocabularySnapshot of(PermissionProvider provider, ProviderPermissionRules rules, List<String> lines) {
        String version = "none";
        Map<String, List<Capability>> meanings = new TreeMap<>();
        for (String line : lines) {
            String[] cell = line.split("\t", -1);
            if (cell[0].equals("version") && cell.length == 2) {
                version = cell[1];
            } else if (cell.length < 3) {
                throw new IllegalArgumentException(
                        "a vocabulary line must have 6 cells, but has %d: '%s'".formatted(cell.length, line));
            } else {
                String name = cell[1].equals("-") ? cell[0] : cell[0] + " (" + cell[1] + ")";
                meanings.put(name, new ArrayList<>(rules.capabilities(cell[2])));
            }
        }
        return new VocabularySnapshot(provider, version, new TreeMap<>(meanings));
    }
}

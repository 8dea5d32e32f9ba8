package io.grantkeeper.permissions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The permissions of one grant, each once: its spelling without regard to case and spacing, and as first written. */
final class HeldPermissions {
    private final Vocabulary vocabulary;
    private final Map<String, String> written = new LinkedHashMap<>();

    HeldPermissions(Vocabulary vocabulary, List<String> scopes) {
        this.vocabulary = vocabulary;
        for (String entry : scopes) {
            for (String one : vocabulary.provider().split(entry)) {
                written.putIfAbsent(one.toLowerCase(Locale.ROOT), one);
            }
        }
    }

    Set<String> spellings() {
        return written.keySet();
    }

    List<String> asWritten() {
        return List.copyOf(written.values());
    }

    /** Those of this grant that nothing in the other implies. */
    List<String> notImpliedBy(HeldPermissions other) {
        return written.values().stream()
                .filter(mine -> other.written.values().stream().noneMatch(theirs -> vocabulary.implies(theirs, mine)))
                .toList();
    }
}

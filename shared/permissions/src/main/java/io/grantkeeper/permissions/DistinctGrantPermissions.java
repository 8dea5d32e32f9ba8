package io.grantkeeper.permissions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The permissions of one grant without duplicates. Permissions that differ only in case or in extra spaces are
 * duplicates; the first spelling is kept.
 */
final class DistinctGrantPermissions {
    private final PermissionVocabulary vocabulary;
    private final Map<String, String> written = new LinkedHashMap<>();

    DistinctGrantPermissions(PermissionVocabulary vocabulary, List<String> scopes) {
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

    /** Returns the permissions of this grant that no permission of the other grant implies. */
    List<String> notImpliedBy(DistinctGrantPermissions other) {
        return written.values().stream()
                .filter(mine -> other.written.values().stream().noneMatch(theirs -> vocabulary.implies(theirs, mine)))
                .toList();
    }
}

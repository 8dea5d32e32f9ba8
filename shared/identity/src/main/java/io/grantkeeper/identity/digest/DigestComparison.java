package io.grantkeeper.identity.digest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a complete listing shows against the digest.
 *
 * @param changed rows to write
 * @param missing rows that are gone, by the hash of their key; {@code DigestStore.keys} names them
 * @param after the partition's rows once both are done: what to save
 */
public record DigestComparison(List<ListedRow> changed, Set<Long> missing, Map<Long, DigestRow> after) {
    public DigestComparison {
        changed = List.copyOf(changed);
        missing = Set.copyOf(missing);
        after = Map.copyOf(after);
    }

    /** Whether there is nothing to write, remove or save. */
    public boolean isUnchanged() {
        return changed.isEmpty() && missing.isEmpty();
    }
}

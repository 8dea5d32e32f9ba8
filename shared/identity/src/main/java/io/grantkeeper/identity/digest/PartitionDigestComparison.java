package io.grantkeeper.identity.digest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The differences between a complete listing and the stored digest.
 *
 * @param changed the rows to write
 * @param missing the key hashes of the rows that are no longer listed; {@code DigestStore.keys} returns the full keys
 * @param after the rows of the new digest, to save after the changed rows are written and the missing rows are removed
 */
public record PartitionDigestComparison(List<ListedRow> changed, Set<Long> missing, Map<Long, RowDigest> after) {
    public PartitionDigestComparison {
        changed = List.copyOf(changed);
        missing = Set.copyOf(missing);
        after = Map.copyOf(after);
    }

    /** Returns whether there is nothing to write, remove or save. */
    public boolean isUnchanged() {
        return changed.isEmpty() && missing.isEmpty();
    }
}

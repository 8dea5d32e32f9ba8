package io.grantkeeper.identity.digest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The differences between a complete listing and the stored digest.
 *
 * @param changed the rows to write
 * @param missing the key hashes of the rows that are no longer listed; {@code PartitionDigestStore.keys} returns the full keys
 * @param awaiting the key hashes of the rows that are not listed, but whose removal is not proven; they stay live
 * @param marked whether the removal of any row awaits confirmation now but did not before
 * @param after the rows of the new digest, to save after the changed rows are written and the missing rows are removed
 */
public record PartitionDigestComparison(
        List<ListingRow> changed, Set<Long> missing, Set<Long> awaiting, boolean marked, Map<Long, RowDigest> after) {
    public PartitionDigestComparison {
        changed = List.copyOf(changed);
        missing = Set.copyOf(missing);
        awaiting = Set.copyOf(awaiting);
        after = Map.copyOf(after);
    }

    /** Returns a comparison in which the removal of every missing row is proven. */
    static PartitionDigestComparison of(List<ListingRow> changed, Set<Long> missing, Map<Long, RowDigest> after) {
        return new PartitionDigestComparison(changed, missing, Set.of(), false, after);
    }

    /**
     * Returns this comparison with some missing rows kept, because their removal is not proven.
     *
     * @param unproven the key hashes of the missing rows to keep
     * @param before the digest that the listing was compared with
     * @param counts whether the listing counts as the first of the two listings that confirm a removal
     */
    public PartitionDigestComparison keeping(Set<Long> unproven, PartitionDigest before, boolean counts) {
        Set<Long> removed = new HashSet<>(missing);
        Set<Long> kept = new HashSet<>(awaiting);
        Map<Long, RowDigest> rows = new HashMap<>(after);
        boolean newlyMarked = marked;
        for (Long key : unproven) {
            RowDigest row = before.rows().get(key);
            if (row != null && removed.remove(key)) {
                kept.add(key);
                RowDigest awaitingRow = row.asAwaiting(counts);
                rows.put(key, awaitingRow);
                newlyMarked |= !awaitingRow.equals(row);
            }
        }
        return new PartitionDigestComparison(changed, removed, kept, newlyMarked, rows);
    }

    /** Returns whether there is nothing to write, remove or save. */
    public boolean isUnchanged() {
        return changed.isEmpty() && missing.isEmpty() && !marked;
    }
}

package io.grantkeeper.identity.digest;

import io.grantkeeper.identity.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a partition's last complete listing, as hashes. The full keys are stored separately and are loaded only
 * if a row is missing.
 *
 * @param version incremented with each write; zero means "not stored yet"
 * @param rows the rows of the listing, by the hash of their key
 */
public record PartitionDigest(long version, Map<Long, RowDigest> rows) {
    public PartitionDigest {
        rows = Map.copyOf(rows);
    }

    public static PartitionDigest empty() {
        return new PartitionDigest(0, Map.of());
    }

    public static PartitionDigest of(long version, Collection<RowDigest> rows) {
        Map<Long, RowDigest> byKey = HashMap.newHashMap(rows.size());
        rows.forEach(row -> byKey.put(row.key(), row));
        return new PartitionDigest(version, byKey);
    }

    /**
     * Returns the rows to write: new rows, rows with different content or a different segment, and uncertain rows. If a
     * row is listed twice, the last one counts. The method can be called for one page, before the rest of the listing
     * is read.
     */
    public List<ListingRow> changed(Collection<ListingRow> listed) {
        return byKey(listed).entrySet().stream()
                .filter(entry -> differs(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Compares the digest with a listing that was read to its last page.
     *
     * @param onlySegment present if only this segment of the partition was read; the other segments remain unchanged
     */
    public PartitionDigestComparison compare(Collection<ListingRow> complete, Optional<String> onlySegment) {
        Map<Long, ListingRow> listed = byKey(complete);
        Optional<Long> segment = onlySegment.map(RowHashes::ofSegment);
        List<ListingRow> changed = new ArrayList<>();
        Map<Long, RowDigest> after = HashMap.newHashMap(Math.max(listed.size(), rows.size()));
        listed.forEach((key, row) -> {
            if (differs(key, row)) {
                changed.add(row);
            }
            after.put(key, row.digestRow());
        });
        Set<Long> missing = new HashSet<>();
        for (RowDigest row : rows.values()) {
            if (listed.containsKey(row.key())) {
                continue;
            }
            if (segment.isEmpty() || segment.get() == row.segment()) {
                missing.add(row.key());
            } else {
                after.put(row.key(), row);
            }
        }
        return PartitionDigestComparison.of(changed, missing, after);
    }

    /**
     * Returns this digest with the given rows marked as uncertain.
     *
     * @param newVersion the version of the returned digest
     * @param listed listed rows, whether or not this digest contains them
     * @param known the key hashes of rows in this digest
     */
    public PartitionDigest withUncertain(long newVersion, Collection<ListingRow> listed, Collection<Long> known) {
        Map<Long, RowDigest> marked = new HashMap<>(rows);
        byKey(listed).forEach((key, row) -> marked.put(key, row.digestRow().asUncertain()));
        known.forEach(key -> marked.computeIfPresent(key, (_, row) -> row.asUncertain()));
        return new PartitionDigest(newVersion, marked);
    }

    /**
     * Returns whether a listed row may be new, that is, missing from the previous listing. An uncertain row may also be
     * new: it was marked when this listing was suspended, or its write may not have completed.
     */
    public boolean isNew(RowKey row) {
        RowDigest known = rows.get(RowHashes.of(row));
        return known == null || known.isUncertain();
    }

    /** Returns the number of rows whose removal awaits confirmation. */
    public int awaiting() {
        return (int) rows.values().stream().filter(RowDigest::isAwaiting).count();
    }

    /** Returns whether one more listing without a row would confirm the row's removal. */
    public boolean isMissingOnce(long key) {
        RowDigest row = rows.get(key);
        return row != null && row.isMissingOnce();
    }

    private boolean differs(long key, ListingRow row) {
        RowDigest recorded = rows.get(key);
        return recorded == null || recorded.isUncertain() || !recorded.equals(row.digestRow());
    }

    private static Map<Long, ListingRow> byKey(Collection<ListingRow> listed) {
        Map<Long, ListingRow> byKey = LinkedHashMap.newLinkedHashMap(listed.size());
        listed.forEach(row -> byKey.put(RowHashes.of(row.key()), row));
        return byKey;
    }
}

package io.grantkeeper.identity.digest;

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
 * What a complete listing of a partition held, as hashes. The full keys stay in the store and are asked for only when a
 * row is missing.
 *
 * @param version rises by one with each write; zero means "not stored yet"
 * @param rows by the hash of their key
 */
public record PartitionDigest(long version, Map<Long, DigestRow> rows) {
    public PartitionDigest {
        rows = Map.copyOf(rows);
    }

    public static PartitionDigest empty() {
        return new PartitionDigest(0, Map.of());
    }

    public static PartitionDigest of(long version, Collection<DigestRow> rows) {
        Map<Long, DigestRow> byKey = HashMap.newHashMap(rows.size());
        rows.forEach(row -> byKey.put(row.key(), row));
        return new PartitionDigest(version, byKey);
    }

    /**
     * The rows to write: new ones, those with other content or another segment, and uncertain ones. Of a row listed
     * twice the last one counts. A page of a listing can be asked about before the rest is read.
     */
    public List<ListedRow> changed(Collection<ListedRow> listed) {
        return byKey(listed).entrySet().stream()
                .filter(entry -> differs(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Compares with a listing that was read to its last page.
     *
     * @param onlySegment set when only this segment of the partition was read: the others stay as they are
     */
    public DigestComparison compare(Collection<ListedRow> complete, Optional<String> onlySegment) {
        Map<Long, ListedRow> listed = byKey(complete);
        Optional<Long> segment = onlySegment.map(Hashes::ofSegment);
        List<ListedRow> changed = new ArrayList<>();
        Map<Long, DigestRow> after = HashMap.newHashMap(Math.max(listed.size(), rows.size()));
        listed.forEach((key, row) -> {
            if (differs(key, row)) {
                changed.add(row);
            }
            after.put(key, row.digestRow());
        });
        Set<Long> missing = new HashSet<>();
        for (DigestRow row : rows.values()) {
            if (listed.containsKey(row.key())) {
                continue;
            }
            if (segment.isEmpty() || segment.get() == row.segment()) {
                missing.add(row.key());
            } else {
                after.put(row.key(), row);
            }
        }
        return new DigestComparison(changed, missing, after);
    }

    /** This digest with rows marked as uncertain: the listed ones, known or new, and known ones by their key's hash. */
    public PartitionDigest withUncertain(long newVersion, Collection<ListedRow> listed, Collection<Long> known) {
        Map<Long, DigestRow> marked = new HashMap<>(rows);
        byKey(listed).forEach((key, row) -> marked.put(key, row.digestRow().uncertain()));
        known.forEach(key -> marked.computeIfPresent(key, (_, row) -> row.uncertain()));
        return new PartitionDigest(newVersion, marked);
    }

    private boolean differs(long key, ListedRow row) {
        DigestRow recorded = rows.get(key);
        return recorded == null || recorded.isUncertain() || !recorded.equals(row.digestRow());
    }

    private static Map<Long, ListedRow> byKey(Collection<ListedRow> listed) {
        Map<Long, ListedRow> byKey = LinkedHashMap.newLinkedHashMap(listed.size());
        listed.forEach(row -> byKey.put(Hashes.of(row.key()), row));
        return byKey;
    }
}

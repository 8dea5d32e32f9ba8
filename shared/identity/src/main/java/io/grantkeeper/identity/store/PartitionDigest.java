package io.grantkeeper.identity.store;

import io.grantkeeper.identity.RowKey;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a complete listing of a partition held: for each row a hash of its content and the segment it belongs to.
 *
 * @param rows by key
 * @param version rises by one with each write; zero means "not stored yet"
 */
public record PartitionDigest(SortedMap<RowKey, Row> rows, long version) {
    /**
     * @param segment the segment that the row belongs to; empty where the stream has none
     * @param contentHash the first eight bytes of the SHA-256 of the row's canonical JSON
     */
    public record Row(String segment, long contentHash) {}

    public PartitionDigest {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    public static PartitionDigest empty() {
        return new PartitionDigest(Collections.emptySortedMap(), 0);
    }

    public PartitionDigest withRows(Map<RowKey, Row> newRows) {
        return new PartitionDigest(new TreeMap<>(newRows), version);
    }
}

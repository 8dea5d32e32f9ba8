package io.grantkeeper.identity.digest;

import io.grantkeeper.identity.RowKey;

/**
 * One row of a listing, reduced to the data that is needed to compare the listing with a digest.
 *
 * @param segment the segment that the row belongs to, for example one person of a partition; empty if the stream has no
 *     segments
 * @param contentHash the hash of the content, equal for equal content on every machine; {@code ModelJson} computes it
 *     from the observation
 */
public record ListingRow(RowKey key, String segment, long contentHash) {
    RowDigest digestRow() {
        return new RowDigest(RowHashes.of(key), RowHashes.ofSegment(segment), contentHash);
    }
}

package io.grantkeeper.identity.digest;

import io.grantkeeper.identity.RowKey;

/**
 * One row of a listing, as far as the comparison needs it.
 *
 * @param segment the segment that the row belongs to, for example one person of a slice; empty where the stream has none
 * @param contentHash equal for equal content, on every machine; {@code ModelJson} makes it of the observation
 */
public record ListedRow(RowKey key, String segment, long contentHash) {
    DigestRow digestRow() {
        return new DigestRow(Hashes.of(key), Hashes.ofSegment(segment), contentHash);
    }
}

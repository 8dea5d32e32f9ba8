package io.grantkeeper.identity.digest;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.json.ModelJson;

/**
 * One row of a listing, as far as the comparison needs it.
 *
 * @param segment the segment that the row belongs to, for example one person of a slice; empty where the stream has none
 * @param contentHash see {@link ModelJson#contentHash}
 */
public record ListedRow(RowKey key, String segment, long contentHash) {
    public static ListedRow of(Observation observation, String segment) {
        return new ListedRow(observation.key(), segment, ModelJson.contentHash(observation));
    }

    DigestRow digestRow() {
        return new DigestRow(Hashes.of(key), Hashes.ofSegment(segment), contentHash);
    }
}

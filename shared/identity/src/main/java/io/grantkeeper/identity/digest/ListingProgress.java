package io.grantkeeper.identity.digest;

import java.time.Instant;
import java.util.List;

/**
 * How far a listing has been read that ran out of time.
 *
 * @param startedAt when its first page was asked for: what is missing at its end was gone by then
 * @param rows all rows read so far, with those of earlier parts
 */
public record ListingProgress(Instant startedAt, List<ListedRow> rows) {
    public ListingProgress {
        rows = List.copyOf(rows);
    }
}

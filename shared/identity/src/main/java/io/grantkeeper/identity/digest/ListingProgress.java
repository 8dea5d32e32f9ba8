package io.grantkeeper.identity.digest;

import java.time.Instant;
import java.util.List;

/**
 * The progress of a listing that ran out of time and will be resumed.
 *
 * @param startedAt when its first page was requested; a row that is missing from the complete listing counts as removed
 *     at this time
 * @param rows all rows read so far, including those read before an earlier interruption
 * @param walk what the pages read so far show about whether the listing is complete
 */
public record ListingProgress(Instant startedAt, List<ListedRow> rows, ListingWalk walk) {
    public ListingProgress {
        rows = List.copyOf(rows);
    }
}

package io.grantkeeper.identity.digest;

import java.time.Instant;
import java.util.List;

/**
 * The progress of a listing that ran out of time and will be resumed.
 *
 * @param startedAt when its first page was requested; this is also the removal time of the rows that the complete
 *     listing proves to be removed
 * @param rows all rows read so far, including those read before an earlier interruption
 * @param walk the evidence from the pages read so far about whether the listing is complete
 */
public record ListingProgress(Instant startedAt, List<ListingRow> rows, ListingCompleteness walk) {
    public ListingProgress {
        rows = List.copyOf(rows);
    }
}

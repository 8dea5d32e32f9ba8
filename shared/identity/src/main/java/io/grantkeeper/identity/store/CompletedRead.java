package io.grantkeeper.identity.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A complete read of a partition.
 *
 * @param run the sweep that the read belongs to; empty if it belongs to none
 * @param at when the read ended
 * @param watermark for a log: the time up to which its rows have been read
 * @param rows the number of rows that the partition lists
 * @param awaiting the number of rows whose removal awaits confirmation
 */
public record CompletedRead(Optional<String> run, Instant at, Optional<Instant> watermark, int rows, int awaiting) {
    /** Creates a read after which no removal awaits confirmation. */
    public CompletedRead(Optional<String> run, Instant at, Optional<Instant> watermark, int rows) {
        this(run, at, watermark, rows, 0);
    }
}

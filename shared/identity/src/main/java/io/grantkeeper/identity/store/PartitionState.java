package io.grantkeeper.identity.store;

import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Optional;

/**
 * How fresh a partition is.
 *
 * @param run the sweep run that last read it to its end
 * @param completedAt when it was last read to its end
 * @param watermark for a log: up to when its rows have been read
 * @param rows how many rows it then held; for a log, how many rows the last read brought
 * @param problem what kept the latest attempt from its end; empty where it succeeded
 * @param attemptedAt when it was last tried
 */
public record PartitionState(
        PartitionRef ref,
        Optional<String> run,
        Optional<Instant> completedAt,
        Optional<Instant> watermark,
        int rows,
        Optional<StreamProblem> problem,
        Instant attemptedAt) {
    /** A partition of which nothing is known yet. */
    public static PartitionState untried(PartitionRef ref) {
        return new PartitionState(
                ref, Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), Instant.EPOCH);
    }

    /** This state after a read to the end, as {@link SweepStore#completed} says. */
    public PartitionState completed(Optional<String> newRun, Instant at, Optional<Instant> readUpTo, int newRows) {
        Optional<Instant> further =
                readUpTo.isPresent() && (watermark.isEmpty() || readUpTo.get().isAfter(watermark.get()))
                        ? readUpTo
                        : watermark;
        if (completedAt.isPresent() && completedAt.get().isAfter(at)) {
            return new PartitionState(ref, run, completedAt, further, rows, problem, attemptedAt);
        }
        boolean mended = !attemptedAt.isAfter(at);
        return new PartitionState(
                ref,
                newRun,
                Optional.of(at),
                further,
                newRows,
                mended ? Optional.empty() : problem,
                mended ? at : attemptedAt);
    }

    /** This state after an attempt that did not reach the end; an attempt older than the latest changes nothing. */
    public PartitionState failed(Instant at, StreamProblem newProblem) {
        return attemptedAt.isAfter(at)
                ? this
                : new PartitionState(ref, run, completedAt, watermark, rows, Optional.of(newProblem), at);
    }
}

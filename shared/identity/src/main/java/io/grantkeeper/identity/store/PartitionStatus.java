package io.grantkeeper.identity.store;

import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Optional;

/**
 * The read status of a partition.
 *
 * @param run the latest sweep run that read the partition completely
 * @param completedAt when the partition was last read completely
 * @param watermark for a log: the time up to which its rows have been read
 * @param rows the number of rows when the partition was last read completely; for a log, the number of rows that the
 *     last read returned
 * @param awaiting the number of rows that were missing from the last complete read without proof that they were
 *     removed; they are still live. Empty if there are none, and in states that earlier releases stored
 * @param problem why the latest attempt did not complete; empty if it did
 * @param attemptedAt when the latest attempt was made
 */
public record PartitionStatus(
        PartitionRef ref,
        Optional<String> run,
        Optional<Instant> completedAt,
        Optional<Instant> watermark,
        int rows,
        Optional<Integer> awaiting,
        Optional<StaleStreamReason> problem,
        Instant attemptedAt) {
    /** Returns the state of a partition that Grantkeeper has not tried to read yet. */
    public static PartitionStatus notAttempted(PartitionRef ref) {
        return new PartitionStatus(
                ref,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    /** Returns this state after a complete read, as specified by {@link SweepStore#recordCompleted}. */
    public PartitionStatus completed(CompletedRead read) {
        Optional<Instant> readUpTo = read.watermark();
        Optional<Instant> further =
                readUpTo.isPresent() && (watermark.isEmpty() || readUpTo.get().isAfter(watermark.get()))
                        ? readUpTo
                        : watermark;
        if (completedAt.isPresent() && completedAt.get().isAfter(read.at())) {
            return new PartitionStatus(ref, run, completedAt, further, rows, awaiting, problem, attemptedAt);
        }
        boolean repaired = !attemptedAt.isAfter(read.at());
        return new PartitionStatus(
                ref,
                read.run(),
                Optional.of(read.at()),
                further,
                read.rows(),
                present(read.awaiting()),
                repaired ? Optional.empty() : problem,
                repaired ? read.at() : attemptedAt);
    }

    /** Returns this state after a segment was read again, which can confirm or refute removals. */
    public PartitionStatus withAwaiting(int now) {
        return new PartitionStatus(ref, run, completedAt, watermark, rows, present(now), problem, attemptedAt);
    }

    /** Returns the number of rows whose removal awaits confirmation. */
    public int awaitingRows() {
        return awaiting.orElse(0);
    }

    private static Optional<Integer> present(int count) {
        return Optional.of(count).filter(rows -> rows > 0);
    }

    /** Returns this state after an incomplete attempt. If the attempt is older than the latest one, nothing changes. */
    public PartitionStatus failed(Instant at, StaleStreamReason newProblem) {
        return attemptedAt.isAfter(at)
                ? this
                : new PartitionStatus(ref, run, completedAt, watermark, rows, awaiting, Optional.of(newProblem), at);
    }
}

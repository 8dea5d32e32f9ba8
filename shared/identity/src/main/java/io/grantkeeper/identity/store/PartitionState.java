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
        Instant attemptedAt) {}

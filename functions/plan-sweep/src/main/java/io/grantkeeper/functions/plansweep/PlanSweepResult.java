package io.grantkeeper.functions.plansweep;

import java.util.List;

/**
 * The result of planning a sweep.
 *
 * @param run the ID of the sweep; an empty string if the sweep was skipped before planning began
 * @param partitions the number of partitions that were queued
 * @param rereads the number of rereads that were queued because webhook deliveries may have been missed
 * @param skipped why the sweep was skipped; an empty string if it was planned
 * @param problems the streams that could not be planned and why, one sentence each
 */
public record PlanSweepResult(String run, int partitions, int rereads, String skipped, List<String> problems) {
    public PlanSweepResult {
        problems = List.copyOf(problems);
    }

    static PlanSweepResult skipped(String reason) {
        return new PlanSweepResult("", 0, 0, reason, List.of());
    }
}

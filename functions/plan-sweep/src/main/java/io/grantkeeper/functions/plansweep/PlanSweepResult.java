package io.grantkeeper.functions.plansweep;

import java.util.List;

/**
 * What was planned.
 *
 * @param run names the sweep; empty text where it was skipped
 * @param partitions how many partitions were queued
 * @param rereads how many re-reads were queued because deliveries may have been missed
 * @param skipped why nothing was planned; empty text where something was
 * @param problems what could not be planned, and why, one sentence each
 */
public record PlanSweepResult(String run, int partitions, int rereads, String skipped, List<String> problems) {
    public PlanSweepResult {
        problems = List.copyOf(problems);
    }

    static PlanSweepResult skipped(String reason) {
        return new PlanSweepResult("", 0, 0, reason, List.of());
    }
}

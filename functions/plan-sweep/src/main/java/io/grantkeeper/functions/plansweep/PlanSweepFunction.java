package io.grantkeeper.functions.plansweep;

import java.util.function.Function;

/** Checks the event and plans. A plan that could not be made in full fails after the rest is queued, to be retried. */
final class PlanSweepFunction implements Function<PlanSweepRequest, PlanSweepResult> {
    private final PlanSweep planSweep;

    PlanSweepFunction(PlanSweep planSweep) {
        this.planSweep = planSweep;
    }

    @Override
    public PlanSweepResult apply(PlanSweepRequest request) {
        return planSweep.plan(request.checked());
    }
}

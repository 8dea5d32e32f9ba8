package io.grantkeeper.functions.plansweep;

import io.grantkeeper.identity.work.PlanSweepRequest;
import java.util.function.Function;

/**
 * Checks the event and plans. A plan that could not be made in full succeeds, and says what is missing: retrying it would
 * queue the rest twice, and the next sweep plans every stream again.
 */
final class PlanSweepFunction implements Function<PlanSweepRequest, PlanSweepResult> {
    private final PlanSweep planSweep;
    private final Runnable first;

    /** @param first done before each plan */
    PlanSweepFunction(PlanSweep planSweep, Runnable first) {
        this.planSweep = planSweep;
        this.first = first;
    }

    @Override
    public PlanSweepResult apply(PlanSweepRequest request) {
        PlanSweepRequest checked = request.checked();
        first.run();
        return planSweep.plan(checked);
    }
}

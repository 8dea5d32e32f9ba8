package io.grantkeeper.functions.plansweep;

import io.grantkeeper.identity.work.PlanSweepRequest;
import java.util.function.Function;

/**
 * Checks the event and plans the sweep. If only some of the streams can be planned, the function still succeeds and
 * reports the others: a retry would queue the planned streams twice, and the next sweep plans every stream again
 * anyway.
 */
final class PlanSweepFunction implements Function<PlanSweepRequest, PlanSweepResult> {
    private final PlanSweep planSweep;
    private final Runnable first;

    /**
     * Creates the function.
     *
     * @param first an action to run before each plan
     */
    PlanSweepFunction(PlanSweep planSweep, Runnable first) {
        this.planSweep = planSweep;
        this.first = first;
    }

    @Override
    public PlanSweepResult apply(PlanSweepRequest request) {
        PlanSweepRequest checked = request.requireValid();
        first.run();
        return planSweep.plan(checked);
    }
}

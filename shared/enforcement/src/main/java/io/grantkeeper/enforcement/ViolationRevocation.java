package io.grantkeeper.enforcement;

import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.revocation.RevocationRequest;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.PolicyViolation.State;
import io.grantkeeper.policy.intent.EnforcementSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans and performs the revocation that ends one violation. */
final class ViolationRevocation {
    private final RevokerProvider revokers;
    private final Clock clock;

    ViolationRevocation(RevokerProvider revokers, Clock clock) {
        this.revokers = revokers;
        this.clock = clock;
    }

    /**
     * The result of a revocation.
     *
     * @param breach the violation with its new state
     * @param roomAt when the provider's rate limit allows the next call; empty if the limit is not used up
     */
    record Result(PolicyViolation breach, Optional<Instant> roomAt) {
        private static Result of(PolicyViolation violation) {
            return new Result(violation, Optional.empty());
        }
    }

    List<RevocationStep> plan(TenantId tenant, IdentityRecord identityRecord, String key) {
        return revokers.of(tenant, identityRecord.identity().content().id().connection())
                .map(revoke -> revoke.plan(identityRecord, Set.of(key)))
                .orElse(List.of());
    }

    private static boolean isReversible(RevocationStep step) {
        return step instanceof RevocationStep.Planned(var _, RevocationPlan.Automatic(var _, var _, boolean reversible))
                && reversible;
    }

    static List<String> preview(List<RevocationStep> steps) {
        List<String> lines = new ArrayList<>();
        for (RevocationStep step : steps) {
            switch (step) {
                case RevocationStep.Planned(
                        var _,
                        RevocationPlan.Automatic(var calls, var consequences, var reversible)) -> {
                    lines.addAll(calls);
                    lines.addAll(consequences);
                    lines.add(reversible ? "This step can be undone." : "Grantkeeper cannot undo this step.");
                }
                case RevocationStep.Planned(var _, RevocationPlan.Manual(var reason, var byHand)) -> {
                    lines.add("By hand: " + reason);
                    lines.addAll(byHand);
                }
                case RevocationStep.Block _ -> {} // an answer of the security team, never of a policy
                case RevocationStep.Unplannable(var _, var _, var problem) ->
                    lines.add("The revocation cannot be planned at the moment: " + problem.message());
            }
        }
        return steps.isEmpty()
                ? List.of("Manual: the provider is not connected or does not support revocation.")
                : lines;
    }

    /**
     * Carries out the planned steps. If the provider does not support what the policy requires, a person must remove
     * the access.
     *
     * @param wanted the step that the policy requires: suspending or revoking the access
     * @param begun the violation with the time of the first attempt, so that an interrupted revocation can be resumed
     * @param planned the steps to carry out
     */
    Result carryOut(
            TenantId tenant, EnforcementSettings.Step wanted, PolicyViolation begun, List<RevocationStep> planned) {
        Optional<RevokeAccess> through = revokers.of(tenant, begun.identity().connection());
        if (through.isEmpty() || planned.isEmpty()) {
            return Result.of(begun.withState(
                    State.BY_HAND,
                    "The provider is not connected or does not support revocation. Remove the access there."));
        }
        List<RevocationStep> steps = planned.stream()
                .sorted(Comparator.comparing(step -> !isReversible(step)))
                .toList();
        if (wanted == EnforcementSettings.Step.SUSPEND && !steps.stream().allMatch(ViolationRevocation::isReversible)) {
            return Result.of(
                    begun.withState(
                            State.BY_HAND,
                            "The policy requires suspension, but the provider can only revoke the access permanently. Decide what to do."));
        }
        RevocationRequest request = request(begun);
        List<RevocationAttempt> done = new ArrayList<>();
        for (RevocationStep step : steps) {
            done.add(through.get().carryOut(tenant, step, request));
        }
        return new Result(
                withOutcome(begun, done),
                done.stream().flatMap(one -> one.goesOnAt().stream()).max(Comparator.naturalOrder()));
    }

    private RevocationRequest request(PolicyViolation begun) {
        return new RevocationRequest("policy " + begun.policy(), begun.actedAt().orElseGet(clock::instant));
    }

    /**
     * Closes a revocation that is waiting for the provider's rate limit but is no longer needed, because a listing
     * shows that the access no longer exists or because the revocation is no longer wanted.
     *
     * @param holder the identity now; empty if it was removed
     * @param why the reason to record if the access still exists
     */
    void close(TenantId tenant, PolicyViolation waiting, Optional<IdentityRecord> holder, String why) {
        revokers.of(tenant, waiting.identity().connection()).ifPresent(through -> {
            RevocationRequest request = request(waiting);
            boolean gone = holder.map(identityRecord ->
                            through.progress(tenant, identityRecord, request).gone())
                    .map(taken -> taken.contains(waiting.target()))
                    .orElse(true);
            through.close(
                    tenant,
                    waiting.identity(),
                    waiting.target(),
                    request,
                    gone ? Outcome.DONE : Outcome.FAILED,
                    gone ? "A later listing no longer shows it." : why);
        });
    }

    private PolicyViolation withOutcome(PolicyViolation begun, List<RevocationAttempt> done) {
        State end = state(done);
        if (end == State.DONE) {
            return begun.completed(done.stream()
                    .flatMap(one -> one.taken().stream())
                    .map(RevocationAttempt.RevokedTarget::at)
                    .max(Comparator.naturalOrder())
                    .orElseGet(clock::instant));
        }
        return begun.withState(
                end,
                done.stream()
                        .map(RevocationAttempt::detail)
                        .filter(words -> !words.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    /**
     * Returns the overall state of several revocation steps. A failed step determines the state, because a person must
     * act on it; otherwise, a step that is waiting for the provider's rate limit does.
     */
    private static State state(List<RevocationAttempt> done) {
        Set<Outcome> outcomes = done.stream().map(RevocationAttempt::outcome).collect(Collectors.toSet());
        if (outcomes.contains(Outcome.FAILED)) {
            return State.FAILED;
        }
        if (outcomes.contains(Outcome.WAITING)) {
            return State.WAITING;
        }
        return outcomes.equals(Set.of(Outcome.DONE)) ? State.DONE : State.BY_HAND;
    }
}

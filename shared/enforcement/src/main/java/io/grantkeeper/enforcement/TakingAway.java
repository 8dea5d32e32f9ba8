package io.grantkeeper.enforcement;

import io.grantkeeper.answers.Revokers;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.Breach.State;
import io.grantkeeper.policy.intent.Enforcement;
import io.grantkeeper.revocation.RevocationRequest;
import io.grantkeeper.revocation.RevocationStep;
import io.grantkeeper.revocation.RevokeAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is called to end one breach, and what becomes of it. */
final class TakingAway {
    private final Revokers revokers;
    private final Clock clock;

    TakingAway(Revokers revokers, Clock clock) {
        this.revokers = revokers;
        this.clock = clock;
    }

    /** @param roomAt when the provider's limit has room again, where it was used up */
    record Done(Breach breach, Optional<Instant> roomAt) {
        private static Done of(Breach breach) {
            return new Done(breach, Optional.empty());
        }
    }

    List<RevocationStep> plan(TenantId tenant, IdentityDossier dossier, String key) {
        return revokers.of(tenant, dossier.identity().content().id().connection())
                .map(revoke -> revoke.plan(dossier, Set.of(key)))
                .orElse(List.of());
    }

    private static boolean isReversible(RevocationStep step) {
        return step instanceof RevocationStep.Planned(var _, RevocationPlan.Possible(var _, var _, boolean reversible))
                && reversible;
    }

    static List<String> preview(List<RevocationStep> steps) {
        List<String> lines = new ArrayList<>();
        for (RevocationStep step : steps) {
            switch (step) {
                case RevocationStep.Planned(
                        var _,
                        RevocationPlan.Possible(var calls, var consequences, var reversible)) -> {
                    lines.addAll(calls);
                    lines.addAll(consequences);
                    lines.add(reversible ? "It can be undone." : "It cannot be undone from here.");
                }
                case RevocationStep.Planned(var _, RevocationPlan.ByHand(var reason, var byHand)) -> {
                    lines.add("By hand: " + reason);
                    lines.addAll(byHand);
                }
                case RevocationStep.Unplannable(var _, var _, var problem) ->
                    lines.add("It cannot be planned right now: " + problem.message());
            }
        }
        return steps.isEmpty()
                ? List.of("By hand: the provider is not connected, or lets nothing be taken away.")
                : lines;
    }

    /** @param begun says since when: whoever was stopped in the middle goes on where it was */
    Done carryOut(TenantId tenant, Enforcement.Step wanted, Breach begun, List<RevocationStep> planned) {
        Optional<RevokeAccess> through = revokers.of(tenant, begun.identity().connection());
        if (through.isEmpty() || planned.isEmpty()) {
            return Done.of(begun.ended(
                    State.BY_HAND, "The provider is not connected, or lets nothing be taken away: do it there."));
        }
        List<RevocationStep> steps = planned.stream()
                .sorted(Comparator.comparing(step -> !isReversible(step)))
                .toList();
        if (wanted == Enforcement.Step.SUSPEND && !steps.stream().allMatch(TakingAway::isReversible)) {
            return Done.of(
                    begun.ended(
                            State.BY_HAND,
                            "The policy wants it suspended, and the provider can only take it away for good: decide yourself."));
        }
        RevocationRequest request = request(begun);
        List<Revocation> done = new ArrayList<>();
        for (RevocationStep step : steps) {
            done.add(through.get().carryOut(tenant, step, request));
        }
        return new Done(
                ended(begun, done),
                done.stream().flatMap(one -> one.goesOnAt().stream()).max(Comparator.naturalOrder()));
    }

    private RevocationRequest request(Breach begun) {
        return new RevocationRequest("policy " + begun.policy(), begun.actedAt().orElseGet(clock::instant));
    }

    /**
     * Nobody goes on with what waits for the provider's limit: a listing has ended it, or it is wanted no more.
     *
     * @param holder as it is now; empty where it is gone
     */
    void close(TenantId tenant, Breach waiting, Optional<IdentityDossier> holder, String why) {
        revokers.of(tenant, waiting.identity().connection()).ifPresent(through -> {
            RevocationRequest request = request(waiting);
            boolean gone = holder.map(dossier ->
                            through.progress(tenant, dossier, request).gone())
                    .map(taken -> taken.contains(waiting.target()))
                    .orElse(true);
            through.close(
                    tenant,
                    waiting.identity(),
                    waiting.target(),
                    request,
                    gone ? Outcome.DONE : Outcome.FAILED,
                    gone ? "A later listing does not show it any more." : why);
        });
    }

    private Breach ended(Breach begun, List<Revocation> done) {
        State end = state(done);
        if (end == State.DONE) {
            return begun.done(done.stream()
                    .flatMap(one -> one.taken().stream())
                    .map(Revocation.Taken::at)
                    .max(Comparator.naturalOrder())
                    .orElseGet(clock::instant));
        }
        return begun.ended(
                end,
                done.stream()
                        .map(Revocation::detail)
                        .filter(words -> !words.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    /** What failed weighs most, for somebody has to see to it; then what goes on by itself. */
    private static State state(List<Revocation> done) {
        Set<Outcome> outcomes = done.stream().map(Revocation::outcome).collect(Collectors.toSet());
        if (outcomes.contains(Outcome.FAILED)) {
            return State.FAILED;
        }
        if (outcomes.contains(Outcome.WAITING)) {
            return State.WAITING;
        }
        return outcomes.equals(Set.of(Outcome.DONE)) ? State.DONE : State.BY_HAND;
    }
}

package io.grantkeeper.revocation;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.identity.store.RevocationStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes away what an identity holds. The inventory is not changed by it: the next listing shows what is gone, so that
 * a provider's word is never taken for its deed.
 */
public final class RevokeAccess {
    /** A limit that has no room however often one waited will not have any soon. */
    private static final int MOST_WAITS = 5;

    private final Revoker revoker;
    private final ProviderSession session;
    private final RevocationStore records;
    private final Clock clock;
    private final Patience patience;

    public RevokeAccess(Revoker revoker, ProviderSession session, RevocationStore records, Clock clock) {
        this(revoker, session, records, clock, Patience.NONE);
    }

    public RevokeAccess(
            Revoker revoker, ProviderSession session, RevocationStore records, Clock clock, Patience patience) {
        this.revoker = revoker;
        this.session = session;
        this.records = records;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * What would be done; changes nothing.
     *
     * @param keys of the grants and credentials to take away; empty for all that the identity holds
     */
    public List<RevocationStep> plan(IdentityDossier dossier, Set<String> keys) {
        Map<List<String>, RevocationStep.Planned> byCalls = new LinkedHashMap<>();
        List<RevocationStep> others = new ArrayList<>();
        for (RevocationTarget target : HeldAccess.of(dossier, keys)) {
            try {
                var planned = new RevocationStep.Planned(List.of(target), revoker.plan(session, target));
                byCalls.merge(words(planned.plan()), planned, RevokeAccess::together);
            } catch (ConnectorException e) {
                others.add(unplannable(target, e.problem()));
            } catch (IllegalArgumentException e) {
                // A setting, or a stored row, that the connector cannot work with: the others can still go.
                others.add(unplannable(target, new Misconfigured(String.valueOf(e.getMessage()))));
            }
        }
        List<RevocationStep> steps = new ArrayList<>(byCalls.values());
        steps.addAll(others);
        return steps;
    }

    private static RevocationStep unplannable(RevocationTarget target, ConnectorProblem problem) {
        return new RevocationStep.Unplannable(target.holder().id(), List.of(HeldAccess.key(target)), problem);
    }

    /** Steps with the same words are one: a grant and a credential can be two sides of the same thing. */
    private static List<String> words(RevocationPlan plan) {
        return switch (plan) {
            case RevocationPlan.Possible possible -> possible.calls();
            case RevocationPlan.ByHand byHand -> byHand.steps();
        };
    }

    private static RevocationStep.Planned together(RevocationStep.Planned one, RevocationStep.Planned other) {
        List<RevocationTarget> held = new ArrayList<>(one.held());
        held.addAll(other.held());
        return new RevocationStep.Planned(held, one.plan());
    }

    /**
     * Does one step, recorded before and after. Doing it again is safe: what is gone already counts as done.
     *
     * @param requestedBy who wants it, for people
     */
    public Revocation carryOut(TenantId tenant, RevocationStep step, String requestedBy) {
        return switch (step) {
            case RevocationStep.Planned planned
            when planned.plan() instanceof RevocationPlan.Possible possible ->
                call(tenant, planned, possible, requestedBy);
            case RevocationStep.Planned planned ->
                end(
                        tenant,
                        begin(planned, List.of(), requestedBy),
                        Outcome.BY_HAND,
                        String.join(" ", words(planned.plan())));
            case RevocationStep.Unplannable unplannable ->
                end(tenant, begin(unplannable, List.of(), requestedBy), Outcome.FAILED, words(unplannable.problem()));
        };
    }

    private Revocation call(
            TenantId tenant, RevocationStep.Planned step, RevocationPlan.Possible plan, String requestedBy) {
        Revocation begun = begin(step, plan.calls(), requestedBy);
        records.record(tenant, begun);
        try {
            // Each, although the words are the same: what is gone with the first counts as done, what is not must go
            // too.
            for (RevocationTarget target : step.held()) {
                revoke(target);
            }
            return end(tenant, begun, Outcome.DONE, "");
        } catch (ConnectorException e) {
            return end(tenant, begun, Outcome.FAILED, words(e.problem()));
        } catch (IllegalArgumentException e) {
            return end(tenant, begun, Outcome.FAILED, words(new Misconfigured(String.valueOf(e.getMessage()))));
        }
    }

    private void revoke(RevocationTarget target) throws ConnectorException {
        for (int waits = 0; ; waits++) {
            try {
                revoker.revoke(session, target);
                return;
            } catch (ConnectorException e) {
                boolean again = waits < MOST_WAITS
                        && e.problem() instanceof RateLimited(Duration time, var _)
                        && patience.waitFor(time);
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private Revocation begin(RevocationStep step, List<String> calls, String requestedBy) {
        return Revocation.started(step.identity(), step.targets(), requestedBy, calls, clock.instant());
    }

    private Revocation end(TenantId tenant, Revocation begun, Outcome outcome, String detail) {
        Revocation ended = begun.ended(outcome, detail, clock.instant());
        records.record(tenant, ended);
        return ended;
    }

    private static String words(ConnectorProblem problem) {
        return problem.code() + ": " + problem.message();
    }
}

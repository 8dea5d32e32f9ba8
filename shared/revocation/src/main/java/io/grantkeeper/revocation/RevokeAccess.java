package io.grantkeeper.revocation;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.identity.store.Revocation.Taken;
import io.grantkeeper.identity.store.RevocationStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final LaterListing listings;
    private final Clock clock;
    private final Patience patience;

    public RevokeAccess(
            Revoker revoker,
            ProviderSession session,
            RevocationStore records,
            LaterListing listings,
            Clock clock,
            Patience patience) {
        this.revoker = revoker;
        this.session = session;
        this.records = records;
        this.listings = listings;
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
        for (HeldAccess held : HeldAccess.of(dossier, keys)) {
            try {
                var planned = new RevocationStep.Planned(List.of(held), revoker.plan(session, held.target()));
                byCalls.merge(words(planned.plan()), planned, RevokeAccess::together);
            } catch (ConnectorException e) {
                others.add(unplannable(held, e.problem()));
            } catch (IllegalArgumentException e) {
                // A setting, or a stored row, that the connector cannot work with: the others can still go.
                others.add(unplannable(held, new Misconfigured(String.valueOf(e.getMessage()))));
            }
        }
        List<RevocationStep> steps = new ArrayList<>(byCalls.values());
        steps.addAll(others);
        return steps;
    }

    private static RevocationStep unplannable(HeldAccess held, ConnectorProblem problem) {
        return new RevocationStep.Unplannable(held.target().holder().id(), List.of(held.key()), problem);
    }

    /** Steps with the same words are one: a grant and a credential can be two sides of the same thing. */
    private static List<String> words(RevocationPlan plan) {
        return switch (plan) {
            case RevocationPlan.Possible possible -> possible.calls();
            case RevocationPlan.ByHand byHand -> byHand.steps();
        };
    }

    private static RevocationStep.Planned together(RevocationStep.Planned one, RevocationStep.Planned other) {
        List<HeldAccess> held = new ArrayList<>(one.held());
        held.addAll(other.held());
        return new RevocationStep.Planned(held, one.plan());
    }

    /**
     * Does one step, recorded before, in between and after. Doing it again is safe: what is gone already counts as done,
     * and what the provider said to be gone since the request, and nothing has shown since, is not called for again. So a
     * limit of one call a minute comes to an end however often it is met.
     */
    public Revocation carryOut(TenantId tenant, RevocationStep step, RevocationRequest request) {
        return switch (step) {
            case RevocationStep.Planned planned
            when planned.plan() instanceof RevocationPlan.Possible possible -> call(tenant, planned, possible, request);
            case RevocationStep.Planned planned ->
                end(
                        tenant,
                        begin(planned, List.of(), request),
                        Outcome.BY_HAND,
                        String.join(" ", words(planned.plan())));
            case RevocationStep.Unplannable unplannable ->
                end(tenant, begin(unplannable, List.of(), request), Outcome.FAILED, words(unplannable.problem()));
        };
    }

    /**
     * How far a request has got.
     *
     * @param begun all that it was begun to take away
     * @param gone what of that the provider said to be gone, or no listing shows any more
     */
    public record Progress(Set<RowKey> begun, Set<RowKey> gone) {
        public Progress {
            begun = Set.copyOf(begun);
            gone = Set.copyOf(gone);
        }
    }

    /** Looks how far a request has got, and ends what listings have ended meanwhile. */
    public Progress progress(TenantId tenant, IdentityDossier dossier, RevocationRequest request) {
        Set<RowKey> held =
                HeldAccess.of(dossier, Set.of()).stream().map(HeldAccess::key).collect(Collectors.toSet());
        Set<RowKey> begun = new HashSet<>();
        Set<RowKey> gone = new HashSet<>();
        for (Revocation attempt : of(tenant, dossier.identity().content().id(), request)) {
            attempt.taken().forEach(taken -> gone.add(taken.target()));
            attempt.targets().stream().filter(target -> !held.contains(target)).forEach(gone::add);
            begun.addAll(attempt.targets());
            if (!attempt.hasEnded() && gone.containsAll(attempt.targets())) {
                end(tenant, attempt, Outcome.DONE, "A later listing does not show it any more.");
            }
        }
        return new Progress(begun, gone);
    }

    /** Ends an attempt that waits, and that nobody is going on with. */
    public Revocation giveUp(TenantId tenant, Revocation waiting) {
        return end(tenant, waiting, Outcome.FAILED, waiting.detail());
    }

    /** Ends what waits of a request for one target, since somebody else has ended it or does not want it any more. */
    public void close(
            TenantId tenant,
            IdentityId identity,
            RowKey target,
            RevocationRequest request,
            Outcome outcome,
            String words) {
        for (Revocation attempt : of(tenant, identity, request)) {
            if (!attempt.hasEnded() && attempt.targets().contains(target)) {
                end(tenant, attempt, outcome, words);
            }
        }
    }

    private List<Revocation> of(TenantId tenant, IdentityId identity, RevocationRequest request) {
        return records.of(tenant, identity).stream()
                .filter(attempt -> attempt.requestedBy().equals(request.by())
                        && !attempt.startedAt().isBefore(request.since()))
                .toList();
    }

    private Revocation call(
            TenantId tenant, RevocationStep.Planned step, RevocationPlan.Possible plan, RevocationRequest request) {
        List<Revocation> earlier = of(tenant, step.identity(), request);
        Map<RowKey, Taken> gone = stillGone(tenant, step, earlier);
        Optional<Revocation> same = earlier.stream()
                .filter(attempt -> attempt.targets().equals(step.targets()))
                .findFirst();
        if (same.isPresent()
                && same.get().outcome() == Outcome.DONE
                && gone.keySet().containsAll(step.targets())) {
            return same.get();
        }
        Revocation attempt = same.filter(known -> !known.hasEnded()).orElseGet(() -> {
            Revocation begun = begin(step, plan.calls(), request);
            records.record(tenant, begun);
            return begun;
        });
        try {
            // Each, although the words are the same: what is gone with the first counts as done, what is not must go
            // too.
            for (HeldAccess held : step.held()) {
                Taken earlierTaken = gone.get(held.key());
                if (earlierTaken != null) {
                    attempt = attempt.with(earlierTaken);
                    continue;
                }
                revoke(held.target());
                attempt = attempt.with(new Taken(held.key(), clock.instant()));
                if (!held.equals(step.held().getLast())) {
                    records.record(tenant, attempt);
                }
            }
            return end(tenant, attempt, Outcome.DONE, "");
        } catch (ConnectorException e) {
            return e.problem() instanceof RateLimited(Duration time, var _)
                    ? putOff(tenant, attempt, words(e.problem()), time)
                    : end(tenant, attempt, Outcome.FAILED, words(e.problem()));
        } catch (IllegalArgumentException e) {
            return end(tenant, attempt, Outcome.FAILED, words(new Misconfigured(String.valueOf(e.getMessage()))));
        }
    }

    /** What was taken and not seen since: neither in a row that was written later nor by a complete listing. */
    private Map<RowKey, Taken> stillGone(TenantId tenant, RevocationStep.Planned step, List<Revocation> earlier) {
        Map<RowKey, Taken> latest = new HashMap<>();
        for (Revocation attempt : earlier) {
            for (Taken taken : attempt.taken()) {
                latest.merge(taken.target(), taken, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        Map<RowKey, Taken> gone = new HashMap<>();
        for (HeldAccess held : step.held()) {
            Taken taken = latest.get(held.key());
            if (taken != null
                    && taken.at().isAfter(held.observedAt())
                    && !listings.isCompleteSince(tenant, step.identity().connection(), taken.at())) {
                gone.put(held.key(), taken);
            }
        }
        return gone;
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

    private Revocation begin(RevocationStep step, List<String> calls, RevocationRequest request) {
        return Revocation.started(step.identity(), step.targets(), request.by(), calls, clock.instant());
    }

    private Revocation putOff(TenantId tenant, Revocation begun, String detail, Duration time) {
        Revocation waiting = begun.waiting(detail, clock.instant().plus(time));
        records.record(tenant, waiting);
        return waiting;
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

package io.grantkeeper.owners.revocation;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.identity.store.RevocationAttempt.RevokedTarget;
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
 * Revokes an identity's access. Does not change the inventory, because a provider's confirmation is not proof of
 * removal. The next listing shows what was actually removed.
 */
public final class RevokeAccess {
    /**
     * The maximum number of times that a step waits for the rate limit. If the provider still throttles the call after
     * that, further waiting is unlikely to help.
     */
    private static final int MAX_WAITS = 5;

    private final Revoker revoker;
    private final ProviderSession session;
    private final RevocationStore records;
    private final CompleteListingCheck listings;
    private final Clock clock;
    private final RateLimitWait wait;

    public RevokeAccess(
            Revoker revoker,
            ProviderSession session,
            RevocationStore records,
            CompleteListingCheck listings,
            Clock clock,
            RateLimitWait wait) {
        this.revoker = revoker;
        this.session = session;
        this.records = records;
        this.listings = listings;
        this.clock = clock;
        this.wait = wait;
    }

    /**
     * Plans a revocation, without changing anything.
     *
     * @param keys the keys of the grants and credentials to revoke; empty for everything that the identity holds
     */
    public List<RevocationStep> plan(IdentityRecord identityRecord, Set<String> keys) {
        Map<List<String>, RevocationStep.Planned> byCalls = new LinkedHashMap<>();
        List<RevocationStep> others = new ArrayList<>();
        for (CurrentAccess held : CurrentAccess.of(identityRecord, keys)) {
            try {
                var planned = new RevocationStep.Planned(List.of(held), revoker.plan(session, held.target()));
                byCalls.merge(describe(planned.plan()), planned, RevokeAccess::merge);
            } catch (ConnectorException e) {
                others.add(unplannable(held, e.problem()));
            } catch (IllegalArgumentException e) {
                // The connector rejects a setting or a stored row; the other steps can still be carried out.
                others.add(unplannable(held, new Misconfigured(String.valueOf(e.getMessage()))));
            }
        }
        List<RevocationStep> steps = new ArrayList<>(byCalls.values());
        steps.addAll(others);
        return steps;
    }

    private static RevocationStep unplannable(CurrentAccess held, ConnectorProblem problem) {
        return new RevocationStep.Unplannable(held.target().holder().id(), List.of(held.key()), problem);
    }

    /**
     * Returns the calls of an automatic plan, or the instructions of a manual one. Plans for which this method returns
     * the same list are merged into one step, because a grant and a credential can be two views of the same access.
     */
    private static List<String> describe(RevocationPlan plan) {
        return switch (plan) {
            case RevocationPlan.Automatic possible -> possible.calls();
            case RevocationPlan.Manual byHand -> byHand.steps();
        };
    }

    private static RevocationStep.Planned merge(RevocationStep.Planned one, RevocationStep.Planned other) {
        List<CurrentAccess> held = new ArrayList<>(one.held());
        held.addAll(other.held());
        return new RevocationStep.Planned(held, one.plan());
    }

    /**
     * Carries out one step if its plan is automatic, and records the progress before, during and after execution. For
     * any other step, only records the outcome. Repeating a step is safe: access that is already removed counts as
     * done. If the provider has confirmed the revocation of an item since the request, and the item has not been
     * observed again since then, no further call is made for it. Therefore, even a revocation that is often interrupted
     * by a rate limit eventually completes.
     */
    public RevocationAttempt carryOut(TenantId tenant, RevocationStep step, RevocationRequest request) {
        return switch (step) {
            case RevocationStep.Planned planned
            when planned.plan() instanceof RevocationPlan.Automatic possible ->
                call(tenant, planned, possible, request);
            case RevocationStep.Planned planned -> byHand(tenant, planned, planned.plan(), request);
            case RevocationStep.Block block
            when block.plan() instanceof RevocationPlan.Automatic possible -> block(tenant, block, possible, request);
            case RevocationStep.Block block -> byHand(tenant, block, block.plan(), request);
            case RevocationStep.Unplannable unplannable ->
                recordEnd(
                        tenant,
                        recordStart(unplannable, List.of(), request),
                        Outcome.FAILED,
                        describe(unplannable.problem()));
        };
    }

    /** Plans to block the app for everyone, without changing anything. */
    public RevocationStep planBlock(IdentityRecord identityRecord) {
        NonHumanIdentity app = identityRecord.identity().content();
        List<CurrentAccess> held = CurrentAccess.of(identityRecord, Set.of());
        RevocationStep.Block undecided = new RevocationStep.Block(app, held, new RevocationPlan.Manual("", List.of()));
        try {
            return new RevocationStep.Block(app, held, revoker.planBlock(session, app, undecided.grants()));
        } catch (ConnectorException e) {
            return new RevocationStep.Unplannable(app.id(), undecided.targets(), e.problem());
        } catch (IllegalArgumentException e) {
            return new RevocationStep.Unplannable(
                    app.id(), undecided.targets(), new Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Plans the approval of requests that wait at the provider, without changing anything.
     *
     * @param keys the keys of the requests
     */
    public List<RevocationStep> planApproval(IdentityRecord identityRecord, Set<String> keys) {
        List<RevocationStep> steps = new ArrayList<>();
        for (CurrentAccess held : keys.isEmpty() ? List.<CurrentAccess>of() : CurrentAccess.of(identityRecord, keys)) {
            try {
                steps.add(new RevocationStep.Planned(List.of(held), revoker.planApproval(session, held.target())));
            } catch (ConnectorException e) {
                steps.add(unplannable(held, e.problem()));
            } catch (IllegalArgumentException e) {
                steps.add(unplannable(held, new Misconfigured(String.valueOf(e.getMessage()))));
            }
        }
        return steps;
    }

    /**
     * Approves a request for which {@link #planApproval} returned a plan. Repeating this is safe: a request that no
     * longer exists counts as decided.
     *
     * @param by who decided
     * @return why the request was not approved, or what a person must do; empty if it was approved
     */
    public Optional<String> approve(RevocationStep step, String by) {
        return switch (step) {
            case RevocationStep.Planned(var held, RevocationPlan.Automatic _) -> {
                try {
                    for (CurrentAccess request : held) {
                        revoker.approve(session, request.target(), by);
                    }
                    yield Optional.empty();
                } catch (ConnectorException e) {
                    yield Optional.of(describe(e.problem()));
                }
            }
            case RevocationStep.Planned(var _, RevocationPlan.Manual(var _, var steps)) ->
                Optional.of(String.join(" ", steps));
            case RevocationStep.Block _ -> Optional.of("A block is not an approval.");
            case RevocationStep.Unplannable(var _, var _, var problem) -> Optional.of(describe(problem));
        };
    }

    /**
     * The progress of a revocation request.
     *
     * @param begun all access whose revocation was started
     * @param gone the part of {@code begun} whose removal the provider has confirmed, or that no current listing
     *     contains
     */
    public record Progress(Set<RowKey> begun, Set<RowKey> gone) {
        public Progress {
            begun = Set.copyOf(begun);
            gone = Set.copyOf(gone);
        }
    }

    /** Returns the progress of a revocation request. Also ends attempts for access that no current listing contains. */
    public Progress progress(TenantId tenant, IdentityRecord identityRecord, RevocationRequest request) {
        Set<RowKey> held = CurrentAccess.of(identityRecord, Set.of()).stream()
                .map(CurrentAccess::key)
                .collect(Collectors.toSet());
        Set<RowKey> begun = new HashSet<>();
        Set<RowKey> gone = new HashSet<>();
        for (RevocationAttempt attempt :
                attemptsOf(tenant, identityRecord.identity().content().id(), request)) {
            attempt.taken().forEach(taken -> gone.add(taken.target()));
            attempt.targets().stream().filter(target -> !held.contains(target)).forEach(gone::add);
            begun.addAll(attempt.targets());
            if (!attempt.hasEnded() && gone.containsAll(attempt.targets())) {
                recordEnd(tenant, attempt, Outcome.DONE, "A later listing no longer contains it.");
            }
        }
        return new Progress(begun, gone);
    }

    /** Ends a waiting attempt that will not be continued, and returns it with its outcome. */
    public RevocationAttempt giveUp(TenantId tenant, RevocationAttempt waiting) {
        return recordEnd(tenant, waiting, Outcome.FAILED, waiting.detail());
    }

    /**
     * Ends the waiting attempts of a request that include one target, because the target was already revoked in another
     * way or should no longer be revoked.
     *
     * @param outcome the outcome to record
     * @param words the detail to record
     */
    public void close(
            TenantId tenant,
            IdentityId identity,
            RowKey target,
            RevocationRequest request,
            Outcome outcome,
            String words) {
        for (RevocationAttempt attempt : attemptsOf(tenant, identity, request)) {
            if (!attempt.hasEnded() && attempt.targets().contains(target)) {
                recordEnd(tenant, attempt, outcome, words);
            }
        }
    }

    private List<RevocationAttempt> attemptsOf(TenantId tenant, IdentityId identity, RevocationRequest request) {
        return records.byIdentity(tenant, identity).stream()
                .filter(attempt -> attempt.requestedBy().equals(request.by())
                        && !attempt.startedAt().isBefore(request.since()))
                .toList();
    }

    /** Blocks the app, unless the same request has done so already. Repeating a block has no effect. */
    private RevocationAttempt block(
            TenantId tenant, RevocationStep.Block step, RevocationPlan.Automatic plan, RevocationRequest request) {
        Optional<RevocationAttempt> same = attemptsOf(tenant, step.identity(), request).stream()
                .filter(attempt -> !attempt.hasEnded() || attempt.outcome() == Outcome.DONE)
                .findFirst();
        if (same.filter(attempt -> attempt.outcome() == Outcome.DONE).isPresent()) {
            return same.get();
        }
        RevocationAttempt attempt = same.orElseGet(() -> {
            RevocationAttempt begun = recordStart(step, plan.calls(), request);
            records.record(tenant, begun);
            return begun;
        });
        try {
            withinRateLimit(() -> revoker.block(session, step.app(), step.grants()));
            for (RowKey target : step.targets()) {
                attempt = attempt.with(new RevokedTarget(target, clock.instant()));
            }
            return recordEnd(tenant, attempt, Outcome.DONE, "");
        } catch (ConnectorException e) {
            return ended(tenant, attempt, e.problem());
        } catch (IllegalArgumentException e) {
            return ended(tenant, attempt, new Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    private RevocationAttempt ended(TenantId tenant, RevocationAttempt attempt, ConnectorProblem problem) {
        return problem instanceof RateLimited(Duration time, var _)
                ? recordWaiting(tenant, attempt, describe(problem), time)
                : recordEnd(tenant, attempt, Outcome.FAILED, describe(problem));
    }

    /** Records that a person must do what no call can do. */
    private RevocationAttempt byHand(
            TenantId tenant, RevocationStep step, RevocationPlan plan, RevocationRequest request) {
        return recordEnd(
                tenant, recordStart(step, List.of(), request), Outcome.BY_HAND, String.join(" ", describe(plan)));
    }

    private RevocationAttempt call(
            TenantId tenant, RevocationStep.Planned step, RevocationPlan.Automatic plan, RevocationRequest request) {
        List<RevocationAttempt> earlier = attemptsOf(tenant, step.identity(), request);
        Map<RowKey, RevokedTarget> gone = alreadyRevoked(tenant, step, earlier);
        Optional<RevocationAttempt> same = earlier.stream()
                .filter(attempt -> attempt.targets().equals(step.targets()))
                .findFirst();
        if (same.isPresent()
                && same.get().outcome() == Outcome.DONE
                && gone.keySet().containsAll(step.targets())) {
            return same.get();
        }
        RevocationAttempt attempt = same.filter(known -> !known.hasEnded()).orElseGet(() -> {
            RevocationAttempt begun = recordStart(step, plan.calls(), request);
            records.record(tenant, begun);
            return begun;
        });
        try {
            // The calls are made for each target, although they are the same for all. A target that the first calls
            // also removed counts as done; one that they did not remove must still be revoked.
            for (CurrentAccess held : step.held()) {
                RevokedTarget earlierTaken = gone.get(held.key());
                if (earlierTaken != null) {
                    attempt = attempt.with(earlierTaken);
                    continue;
                }
                withinRateLimit(() -> revoker.revoke(session, held.target(), request.by()));
                attempt = attempt.with(new RevokedTarget(held.key(), clock.instant()));
                if (!held.equals(step.held().getLast())) {
                    records.record(tenant, attempt);
                }
            }
            return recordEnd(tenant, attempt, Outcome.DONE, "");
        } catch (ConnectorException e) {
            return ended(tenant, attempt, e.problem());
        } catch (IllegalArgumentException e) {
            return ended(tenant, attempt, new Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Returns the access whose revocation the provider has confirmed, and that neither a later row nor a complete
     * listing has shown since.
     */
    private Map<RowKey, RevokedTarget> alreadyRevoked(
            TenantId tenant, RevocationStep.Planned step, List<RevocationAttempt> earlier) {
        Map<RowKey, RevokedTarget> latest = new HashMap<>();
        for (RevocationAttempt attempt : earlier) {
            for (RevokedTarget taken : attempt.taken()) {
                latest.merge(taken.target(), taken, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        Map<RowKey, RevokedTarget> gone = new HashMap<>();
        for (CurrentAccess held : step.held()) {
            RevokedTarget taken = latest.get(held.key());
            if (taken != null
                    && taken.at().isAfter(held.observedAt())
                    && !listings.isCompleteSince(tenant, step.identity().connection(), taken.at())) {
                gone.put(held.key(), taken);
            }
        }
        return gone;
    }

    /** A call to the provider that may have to wait for its rate limit. */
    private interface ProviderCall {
        void make() throws ConnectorException;
    }

    private void withinRateLimit(ProviderCall call) throws ConnectorException {
        for (int waits = 0; ; waits++) {
            try {
                call.make();
                return;
            } catch (ConnectorException e) {
                boolean again = waits < MAX_WAITS
                        && e.problem() instanceof RateLimited(Duration time, var _)
                        && wait.waitFor(time);
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private RevocationAttempt recordStart(RevocationStep step, List<String> calls, RevocationRequest request) {
        return RevocationAttempt.started(step.identity(), step.targets(), request.by(), calls, clock.instant());
    }

    private RevocationAttempt recordWaiting(TenantId tenant, RevocationAttempt begun, String detail, Duration time) {
        RevocationAttempt waiting = begun.waiting(detail, clock.instant().plus(time));
        records.record(tenant, waiting);
        return waiting;
    }

    private RevocationAttempt recordEnd(TenantId tenant, RevocationAttempt begun, Outcome outcome, String detail) {
        RevocationAttempt ended = begun.ended(outcome, detail, clock.instant());
        records.record(tenant, ended);
        return ended;
    }

    private static String describe(ConnectorProblem problem) {
        return problem.code() + ": " + problem.message();
    }
}

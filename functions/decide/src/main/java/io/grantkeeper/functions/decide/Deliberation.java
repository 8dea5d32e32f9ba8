package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.Binding;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.DecisionPoint.Candidates;
import io.grantkeeper.authzen.DecisionPoint.Ruling;
import io.grantkeeper.functions.decide.PolicyDecisionPoint.Parts;
import io.grantkeeper.functions.decide.PreparedPolicies.Prepared;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.permissions.Action;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.Party;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.RecordedDecision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The decisions of one call, under one set of policies. What a subject is, is read once a call. */
final class Deliberation implements DecisionPoint.Session {
    private static final int SLICE = 200;
    private static final int LONGEST_REQUEST_ID = 128;
    private static final PolicyVersion NONE = PolicyVersion.ofText("");

    private final Logger log = Logs.of(Deliberation.class);
    private final TenantId tenant;
    private final Footing footing;
    private final Parts parts;
    private final Optional<String> requestId;
    private final Instant now;

    Deliberation(TenantId tenant, Footing footing, Parts parts, Optional<String> requestId) {
        this.tenant = tenant;
        this.footing = footing;
        this.parts = parts;
        this.requestId = requestId.map(id -> id.substring(0, Math.min(id.length(), LONGEST_REQUEST_ID)));
        this.now = parts.clock().instant();
    }

    /**
     * A decision with all that it rests on.
     *
     * @param approval the one that covered it
     * @param failure the code of what went wrong inside
     * @param binding digest of what was asked; empty where nobody could approve it
     */
    record Made(
            Decision decision,
            SubjectFacts subject,
            Optional<Approval> approval,
            Optional<String> failure,
            Optional<String> binding) {
        private static Made of(Decision decision, SubjectFacts subject) {
            return new Made(decision, subject, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static Made failed(Decision decision, SubjectFacts subject, RuntimeException failure) {
            return new Made(
                    decision,
                    subject,
                    Optional.empty(),
                    Optional.of(failure.getClass().getSimpleName()),
                    Optional.empty());
        }

        private Made boundBy(String digest) {
            return new Made(decision, subject, approval, failure, Optional.of(digest));
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Ruling decide(AccessRequest request) {
        long started = System.nanoTime();
        String id = UUID.randomUUID().toString();
        Actor actor = Actor.of(request);
        Made made = make(request, actor);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        try {
            record(id, request, made, took);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "the decision {0} is not recorded: {1}", id, Failures.describe(e));
        }
        if (made.subject() instanceof SubjectFacts.Stranger && made.failure().isEmpty()) {
            parts.recorder().later(() -> parts.door().seen(actor.type(), actor.name(), now));
        }
        return new RulingContext(parts, tenant, now).ruling(id, request, actor, made);
    }

    @Override
    public boolean permits(AccessRequest request) {
        return make(request, Actor.of(request)).decision().permitted();
    }

    private Made make(AccessRequest request, Actor actor) {
        SubjectFacts subject = new SubjectFacts.Stranger();
        Optional<Prepared> policies = footing.policiesFor(actor);
        Decision first;
        try {
            Prepared set = policies.orElseThrow(() -> new IllegalStateException("the policies cannot be read"));
            subject = footing.subject(actor, set);
            first = set.engine().decide(request, subject, false);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "a request could not be judged: {0}", Failures.describe(e));
            return Made.failed(unable(policies, e), subject, e);
        }
        return first.requestable()
                ? approved(request, subject, first, policies.orElseThrow().engine())
                : Made.of(first, subject);
    }

    /** Where approvals cannot be read, what was denied stays denied. */
    private Made approved(AccessRequest request, SubjectFacts subject, Decision denied, IndexedEngine engine) {
        String binding = Binding.of(request);
        Made without = Made.of(denied, subject).boundBy(binding);
        try {
            Optional<Approval> approval = approval(binding, denied.version());
            if (approval.isEmpty()) {
                return without;
            }
            Decision decision = engine.decide(request, subject, true);
            return new Made(
                    decision,
                    subject,
                    approval.filter(_ -> decision.permitted()),
                    Optional.empty(),
                    Optional.of(binding));
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "approvals cannot be read, and none counts: {0}", Failures.describe(e));
            return Made.failed(denied, subject, e).boundBy(binding);
        }
    }

    /** Without policies nobody can have said that it is to be let through. */
    private static Decision unable(Optional<Prepared> policies, RuntimeException failure) {
        return policies.map(set -> set.engine().unable(failure))
                .orElseGet(() -> new Decision(
                        false,
                        false,
                        List.of(),
                        List.of("internal error: the policies cannot be read"),
                        List.of(),
                        NONE));
    }

    /** Read when it matters, strongly: an approval that was withdrawn a moment ago is none. */
    private Optional<Approval> approval(String binding, PolicyVersion version) {
        return parts.approvals().boundTo(tenant, binding).stream()
                .filter(approval -> approval.holdsAt(now, version))
                .findFirst();
    }

    private void record(String id, AccessRequest request, Made made, Duration took) {
        RecordedDecision recorded = new RecordedDecision(
                id,
                now,
                Redaction.of(request),
                made.subject(),
                made.decision(),
                took,
                requestId,
                made.approval().map(Approval::id),
                made.failure(),
                made.binding());
        parts.recorder().keep(recorded);
        count(made);
        if (parts.denials().isGrave(recorded)) {
            parts.recorder().later(() -> parts.denials().tell(recorded));
        }
    }

    /** By what was said, and by the stage of the policy that brought it about; a failure denies, and is told apart. */
    private static void count(Made made) {
        Decision decision = made.decision();
        String verdict = made.failure().isPresent()
                ? "failed"
                : decision.permitted() ? "permit" : decision.requestable() ? "ask" : "deny";
        String stage = decision.judgements().stream()
                .findFirst()
                .map(judgement -> judgement.stage().code())
                .orElse("none");
        Metrics.count(Metric.DECISIONS, 1, verdict, stage);
    }

    @Override
    public Candidates subjects(String type, Optional<String> from) {
        Optional<IdentityQuery> query = query(type);
        if (query.isEmpty()) {
            return Candidates.none();
        }
        Slice<IdentitySummary> slice = parts.access().identities(tenant, query.get(), SLICE, from);
        return new Candidates(
                slice.items().stream().map(summary -> summary.id().toString()).toList(), slice.next());
    }

    private static Optional<IdentityQuery> query(String type) {
        if (type.equals("agent") || type.equals("identity")) {
            return Optional.of(new IdentityQuery.OfStatus(IdentityStatus.ACTIVE));
        }
        return Arrays.stream(IdentityKind.values())
                .filter(kind -> kind.code().equals(type))
                .findFirst()
                .map(IdentityQuery.OfKind::new);
    }

    /** Policies speak of classes of things, not of single ones: where a class is permitted, anything of it is. */
    @Override
    public Candidates resources(String type, Optional<String> from) {
        return RequestMapping.standard().resourceClass(type).isPresent()
                ? new Candidates(List.of("*"), Optional.empty())
                : Candidates.none();
    }

    @Override
    public List<String> actions(Party resource) {
        return Arrays.stream(Action.values())
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}

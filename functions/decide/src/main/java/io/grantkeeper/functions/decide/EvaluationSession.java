package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.ApprovalRequestDigest;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.DecisionPoint.Candidates;
import io.grantkeeper.authzen.DecisionPoint.Ruling;
import io.grantkeeper.functions.decide.CompiledPolicyCache.Prepared;
import io.grantkeeper.functions.decide.PolicyDecisionPoint.Dependencies;
import io.grantkeeper.functions.decide.SubjectResolver.ResolvedSubject;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.facts.DerivedTags;
import io.grantkeeper.policy.store.AccessApproval;
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

/** The decisions of one call, which are all made under one set of policies. Each subject is read once per call. */
final class EvaluationSession implements DecisionPoint.Session {
    private static final int SLICE = 200;
    /**
     * The maximum length of a call's ID that is recorded. A longer ID is not recorded at all, because a truncated ID
     * would not identify the call.
     */
    private static final int MAX_REQUEST_ID = 128;

    private static final PolicyVersion NONE = PolicyVersion.ofText("");

    private final Logger log = FunctionLoggers.of(EvaluationSession.class);
    private final TenantId tenant;
    private final String caller;
    private final DecisionInputs footing;
    private final Dependencies parts;
    private final Optional<String> requestId;
    private final Instant now;
    private final UnknownAgentBatch unknownAgents;

    EvaluationSession(
            TenantId tenant,
            AuthZenCaller caller,
            DecisionInputs footing,
            Dependencies parts,
            Optional<String> requestId) {
        this.tenant = tenant;
        this.caller = caller.id();
        this.footing = footing;
        this.parts = parts;
        this.requestId = requestId.filter(id -> id.length() <= MAX_REQUEST_ID);
        this.now = parts.clock().instant();
        this.unknownAgents = new UnknownAgentBatch(parts.door(), parts.recorder(), caller.id(), now);
    }

    /**
     * A decision with everything that it is based on.
     *
     * @param approval the approval that permitted the request; empty if the decision does not depend on one
     * @param failure the code of the internal failure, if one prevented the evaluation; empty otherwise
     * @param binding what an approval of the request must be bound to; empty if nobody could approve the request
     * @param drift how the action departs from the subject's approval of record; empty if it does not
     */
    record Evaluation(
            Decision decision,
            SubjectFacts subject,
            Optional<AccessApproval> approval,
            Optional<String> failure,
            Optional<RequestBinding> binding,
            Optional<String> drift) {
        private static Evaluation of(Decision decision, SubjectFacts subject) {
            return new Evaluation(
                    decision, subject, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static Evaluation failed(Decision decision, SubjectFacts subject, RuntimeException failure) {
            return new Evaluation(
                    decision,
                    subject,
                    Optional.empty(),
                    Optional.of(failure.getClass().getSimpleName()),
                    Optional.empty(),
                    Optional.empty());
        }

        private Evaluation withBinding(RequestBinding bound) {
            return new Evaluation(decision, subject, approval, failure, Optional.of(bound), drift);
        }

        private Evaluation withDrift(Optional<String> departure) {
            return new Evaluation(decision, subject, approval, failure, binding, departure);
        }
    }

    /**
     * The values that an approval of a request must be bound to, so that it applies to no other request.
     *
     * @param digest the digest of the request and its scope
     */
    record RequestBinding(String digest, ApprovalRequestDigest.Scope scope) {
        private static RequestBinding of(AccessRequest request, ApprovalRequestDigest.Scope scope) {
            return new RequestBinding(ApprovalRequestDigest.of(request, scope), scope);
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
        RequestActor actor = RequestActor.of(request);
        Evaluation made = evaluate(request, actor);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        try {
            record(id, request, made, took);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "decision {0} was not recorded: {1}", id, ExceptionSummary.describe(e));
        }
        if (made.subject() instanceof SubjectFacts.Stranger && made.failure().isEmpty()) {
            unknownAgents.add(actor.type(), actor.name());
        }
        return new DecisionResponseContext(parts, tenant, now).ruling(id, request, actor, made);
    }

    @Override
    public boolean permits(AccessRequest request) {
        return evaluate(request, RequestActor.of(request)).decision().permitted();
    }

    private Evaluation evaluate(AccessRequest request, RequestActor actor) {
        SubjectFacts subject = new SubjectFacts.Stranger();
        Optional<Prepared> policies = footing.policiesFor(actor);
        Optional<String> drift = Optional.empty();
        Decision first;
        try {
            Prepared set = policies.orElseThrow(() -> new IllegalStateException("the policies cannot be read"));
            ResolvedSubject resolved = footing.subject(actor, set);
            drift = departure(request, resolved, set);
            subject = drift.isPresent() ? outsideApproval(resolved.facts()) : resolved.facts();
            first = set.engine().decide(request, subject, false);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "a decision failed: {0}", ExceptionSummary.describe(e));
            return Evaluation.failed(failureDecision(policies, e), subject, e);
        }
        Evaluation made = first.requestable()
                ? applyApproval(
                        request, actor, subject, first, policies.orElseThrow().engine())
                : Evaluation.of(first, subject);
        return made.withDrift(drift);
    }

    private Optional<String> departure(AccessRequest request, ResolvedSubject subject, Prepared set) {
        return subject.approval()
                .flatMap(review ->
                        parts.approvedActions().departure(request, review, set.mapping(), set.asksForApprovals(), now));
    }

    /** Returns the facts with the tag that marks an action as outside the approval of record, for use in policies. */
    private static SubjectFacts outsideApproval(SubjectFacts facts) {
        return switch (facts) {
            case SubjectFacts.Known known -> known.withTag(DerivedTags.OUTSIDE_APPROVAL);
            case SubjectFacts.Stranger stranger -> stranger;
            case SubjectFacts.NotAnIdentity person -> person;
        };
    }

    /** Returns the decision after any valid approval is applied. If approvals cannot be read, returns the denial. */
    private Evaluation applyApproval(
            AccessRequest request,
            RequestActor actor,
            SubjectFacts subject,
            Decision denied,
            IndexedDecisionEngine engine) {
        RequestBinding binding = RequestBinding.of(
                request,
                new ApprovalRequestDigest.Scope(
                        caller, List.of(actor.type(), actor.name()), identity(subject), engine.contextMembers()));
        Evaluation without = Evaluation.of(denied, subject).withBinding(binding);
        try {
            Optional<AccessApproval> approval = validApproval(binding, denied.version());
            if (approval.isEmpty()) {
                return without;
            }
            Decision decision = engine.decide(request, subject, true);
            return new Evaluation(
                    decision,
                    subject,
                    approval.filter(_ -> decision.permitted()),
                    Optional.empty(),
                    Optional.of(binding),
                    Optional.empty());
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "approvals cannot be read, so none applies: {0}", ExceptionSummary.describe(e));
            return Evaluation.failed(denied, subject, e).withBinding(binding);
        }
    }

    /**
     * Returns the decision on a request whose evaluation failed. Without policies, the request is denied, because only
     * a policy can allow a request to fail open.
     */
    private static Decision failureDecision(Optional<Prepared> policies, RuntimeException failure) {
        return policies.map(set -> set.engine().failureDecision(failure))
                .orElseGet(() -> new Decision(
                        false,
                        false,
                        List.of(),
                        List.of("internal error: the policies cannot be read"),
                        List.of(),
                        NONE));
    }

    /**
     * Returns an approval for this request that is valid now; empty if there is none. Uses a strongly consistent read,
     * so that an approval that was just withdrawn does not count. Also compares the caller, although the digest already
     * covers the caller.
     *
     * @param binding what the approval must be bound to
     * @param version the version of the policies that the approval must have been given for
     */
    private Optional<AccessApproval> validApproval(RequestBinding binding, PolicyVersion version) {
        return parts.approvals().boundTo(tenant, binding.digest()).stream()
                .filter(approval -> approval.isValidAt(now, version)
                        && approval.requestedBy().equals(Optional.of(caller)))
                .findFirst();
    }

    /** Returns the subject's ID in the inventory; if it has none, a description that cannot be mistaken for an ID. */
    private static String identity(SubjectFacts subject) {
        return switch (subject) {
            case SubjectFacts.Known known -> known.id().toString();
            case SubjectFacts.Stranger _ -> "not in the inventory";
            case SubjectFacts.NotAnIdentity _ -> "not an identity";
        };
    }

    private void record(String id, AccessRequest request, Evaluation made, Duration took) {
        RecordedDecision recorded = new RecordedDecision(
                id,
                now,
                RequestRedactor.of(request),
                made.subject(),
                made.decision(),
                took,
                requestId,
                made.approval().map(AccessApproval::id),
                made.failure(),
                made.binding().map(RequestBinding::digest));
        parts.recorder().record(recorded);
        countDecision(made);
        if (parts.denials().isGuardrailDenial(recorded)) {
            boolean accepted = parts.recorder()
                    .runLater(
                            DecisionRecorder.FollowUp.LEDGER,
                            () -> parts.denials().recordInLedger(recorded));
            if (!accepted) {
                log.log(
                        Level.ERROR,
                        "decision {0} could not be queued for a ledger entry of its own; the entry of its batch covers the decision",
                        id);
            }
        }
    }

    /**
     * Counts the decision by verdict and by the stage of the policy that determined it. A failure is a denial, but is
     * counted separately.
     */
    private static void countDecision(Evaluation made) {
        Decision decision = made.decision();
        String verdict = made.failure().isPresent()
                ? "failed"
                : decision.permitted() ? "permit" : decision.requestable() ? "ask" : "deny";
        String stage = decision.judgements().stream()
                .findFirst()
                .map(evaluation -> evaluation.stage().code())
                .orElse("none");
        EmbeddedMetrics.count(MetricName.DECISIONS, 1, verdict, stage);
    }

    @Override
    public Candidates subjects(String type, Optional<String> from) {
        if (type.equals("agent") || type.equals("identity")) {
            return InventorySearchCandidates.page(
                    from, (status, cursor) -> list(new IdentityQuery.OfStatus(status), cursor));
        }
        return Arrays.stream(IdentityKind.values())
                .filter(kind -> kind.code().equals(type))
                .findFirst()
                .map(kind -> list(new IdentityQuery.OfKind(kind), from))
                .orElseGet(Candidates::none);
    }

    private Candidates list(IdentityQuery query, Optional<String> from) {
        StorePage<IdentitySummary> slice = parts.access().identities(tenant, query, SLICE, from);
        return new Candidates(
                slice.items().stream().map(summary -> summary.id().toString()).toList(), slice.next());
    }

    /**
     * Returns {@code *} if the type is known, and nothing otherwise. Grantkeeper has no list of resources, so {@code *}
     * represents a resource that no policy names.
     */
    @Override
    public Candidates resources(String type, Optional<String> from) {
        return RequestCapabilityMapping.standard().resourceClass(type).isPresent()
                ? new Candidates(List.of("*"), Optional.empty())
                : Candidates.none();
    }

    @Override
    public List<String> actions(AuthZenEntity resource) {
        return Arrays.stream(CapabilityAction.values())
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}

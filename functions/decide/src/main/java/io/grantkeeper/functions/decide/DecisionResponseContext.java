package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.ApprovalRequestDigest;
import io.grantkeeper.authzen.DecisionPoint.Ruling;
import io.grantkeeper.functions.decide.EvaluationSession.Evaluation;
import io.grantkeeper.functions.decide.EvaluationSession.RequestBinding;
import io.grantkeeper.functions.decide.PolicyDecisionPoint.Dependencies;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.store.AccessApproval;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the context of a decision: reasons, obligations, and how the caller can request approval after a denial. */
final class DecisionResponseContext {
    /** How long after a denial the caller can request access. */
    private static final Duration REQUESTABLE_FOR = Duration.ofMinutes(10);

    private final Logger log = FunctionLoggers.of(DecisionResponseContext.class);
    private final Dependencies parts;
    private final TenantId tenant;
    private final Instant now;

    DecisionResponseContext(Dependencies parts, TenantId tenant, Instant now) {
        this.parts = parts;
        this.tenant = tenant;
        this.now = now;
    }

    Ruling ruling(String id, AccessRequest request, RequestActor actor, Evaluation made) {
        Decision decision = made.decision();
        Map<String, AttributeValue> context = new HashMap<>();
        if (!decision.obligations().isEmpty()) {
            context.put("obligations", textList(decision.obligations()));
        }
        made.drift().ifPresent(departure -> context.put("drift", AttributeValue.of("It " + departure + ".")));
        made.approval().ifPresent(given -> context.put("approval", approval(given)));
        if (!decision.permitted()) {
            context.put("reason", AttributeValue.of(decision.requestable() ? "approval_required" : "policy_denied"));
            context.put("reasons", textList(decision.reasons()));
            if (decision.requestable()) {
                context.put("evaluation_id", AttributeValue.of(id));
                context.put("evaluated_at", AttributeValue.of(now.toString()));
                accessRequest(id, request, actor, made).ifPresent(how -> context.put("access_request", how));
            }
            presentedApproval(request).ifPresent(given -> context.putAll(explainApproval(given, made)));
        }
        return new Ruling(decision.permitted(), context);
    }

    /**
     * Returns how the caller can request approval for the denied action; empty if the denial cannot be sealed now. In
     * that case the caller still gets the denial, and can ask for the decision again later.
     */
    private Optional<AttributeValue> accessRequest(
            String id, AccessRequest request, RequestActor actor, Evaluation made) {
        try {
            return Optional.of(requestInstructions(id, request, actor, made));
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "no binding token could be created for a denial: {0}", ExceptionSummary.describe(e));
            return Optional.empty();
        }
    }

    private AttributeValue requestInstructions(String id, AccessRequest request, RequestActor actor, Evaluation made) {
        Decision decision = made.decision();
        Instant expires = now.plus(REQUESTABLE_FOR);
        List<String> policies = decision.judgements().stream()
                .filter(evaluation -> evaluation.effect() == PolicyEvaluation.Effect.ASK)
                .map(PolicyEvaluation::policy)
                .distinct()
                .toList();
        String sentence = "%s asks to %s %s %s"
                .formatted(
                        actor.description(),
                        request.action(),
                        request.resource().type(),
                        request.resource().id());
        RequestBinding binding = made.binding().orElseThrow();
        RequestableDenialToken token = new RequestableDenialToken(
                id,
                binding.scope().caller(),
                ApprovalRequestDigest.of(request),
                binding.digest(),
                decision.version().value(),
                binding.scope().actor(),
                binding.scope().identity(),
                binding.scope().contextMembers().stream().sorted().toList(),
                sentence,
                policies,
                expires);
        return new AttributeValue.ObjectValue(Map.of(
                "expires_at", AttributeValue.of(expires.toString()),
                "binding_token", AttributeValue.of(token.sealWith(parts.seal())),
                "template", AttributeValue.of("owner_approval"),
                "display",
                        new AttributeValue.ObjectValue(Map.of(
                                "title", AttributeValue.of("Request access"),
                                "description",
                                        AttributeValue.of("The agent's owner is asked to approve the request.")))));
    }

    private static AttributeValue approval(AccessApproval given) {
        return new AttributeValue.ObjectValue(Map.of(
                "id", AttributeValue.of(given.id()),
                "approved_until",
                        AttributeValue.of(
                                given.validUntil().map(Instant::toString).orElse(""))));
    }

    /**
     * Returns the ID of the approval that the request refers to; empty if it refers to none. The ID is only a reference
     * and proves nothing.
     */
    private static Optional<String> presentedApproval(AccessRequest request) {
        return request.context().get("approval") instanceof AttributeValue.ObjectValue(var members)
                        && members.get("id") instanceof AttributeValue.TextValue(String id)
                ? Optional.of(id)
                : Optional.empty();
    }

    private Map<String, AttributeValue> explainApproval(String id, Evaluation made) {
        Decision decision = made.decision();
        Optional<AccessApproval> found = findApproval(id);
        String reason;
        String next;
        if (found.isEmpty() || found.get().state() != AccessApproval.State.APPROVED) {
            reason = "approval_unverifiable";
            next = "none";
        } else if (!decision.requestable()) {
            reason = "policy_denied";
            next = "none";
        } else if (!made.binding()
                .map(RequestBinding::digest)
                .equals(Optional.of(found.get().binding()))) {
            reason = "out_of_scope";
            next = "request";
        } else {
            reason = "approval_expired";
            next = "request";
        }
        return Map.of("reason", AttributeValue.of(reason), "next_action", AttributeValue.of(next));
    }

    /**
     * Returns the stored approval with this ID; empty if it does not exist or cannot be read. The approval only makes
     * the stated reason more precise; the decision does not depend on it.
     */
    private Optional<AccessApproval> findApproval(String id) {
        try {
            return parts.approvals().approval(tenant, id);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "an approval could not be read: {0}", ExceptionSummary.describe(e));
            return Optional.empty();
        }
    }

    private static AttributeValue textList(List<String> texts) {
        return new AttributeValue.ListValue(
                texts.stream().map(AttributeValue::of).toList());
    }
}

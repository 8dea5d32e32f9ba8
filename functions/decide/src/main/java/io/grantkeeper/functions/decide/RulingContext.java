package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.DecisionPoint.Ruling;
import io.grantkeeper.functions.decide.Deliberation.Made;
import io.grantkeeper.functions.decide.PolicyDecisionPoint.Parts;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.store.Approval;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a caller is told beside yes or no: reasons, obligations, and how a denial could become a yes. */
final class RulingContext {
    /** How long after a denial access can be asked for. */
    private static final Duration REQUESTABLE_FOR = Duration.ofMinutes(10);

    private final Logger log = Logs.of(RulingContext.class);
    private final Parts parts;
    private final TenantId tenant;
    private final Instant now;

    RulingContext(Parts parts, TenantId tenant, Instant now) {
        this.parts = parts;
        this.tenant = tenant;
        this.now = now;
    }

    Ruling ruling(String id, AccessRequest request, Actor actor, Made made) {
        Decision decision = made.decision();
        Map<String, AttributeValue> context = new HashMap<>();
        if (!decision.obligations().isEmpty()) {
            context.put("obligations", texts(decision.obligations()));
        }
        made.approval().ifPresent(given -> context.put("approval", approval(given)));
        if (!decision.permitted()) {
            context.put("reason", AttributeValue.of(decision.requestable() ? "approval_required" : "policy_denied"));
            context.put("reasons", texts(decision.reasons()));
            if (decision.requestable()) {
                context.put("evaluation_id", AttributeValue.of(id));
                context.put("evaluated_at", AttributeValue.of(now.toString()));
                accessRequest(id, request, actor, made).ifPresent(how -> context.put("access_request", how));
            }
            presented(request).ifPresent(given -> context.putAll(whyNot(given, made)));
        }
        return new Ruling(decision.permitted(), context);
    }

    /** How to ask for it. The denial stands without: where nothing can be sealed right now, it is asked for another time. */
    private Optional<AttributeValue> accessRequest(String id, AccessRequest request, Actor actor, Made made) {
        try {
            return Optional.of(askingFor(id, request, actor, made));
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "a denial cannot be sealed: {0}", Failures.describe(e));
            return Optional.empty();
        }
    }

    private AttributeValue askingFor(String id, AccessRequest request, Actor actor, Made made) {
        Decision decision = made.decision();
        Instant expires = now.plus(REQUESTABLE_FOR);
        List<String> policies = decision.judgements().stream()
                .filter(judgement -> judgement.effect() == Judgement.Effect.ASK)
                .map(Judgement::policy)
                .distinct()
                .toList();
        String sentence = "%s asks to %s %s %s"
                .formatted(
                        actor.name(),
                        request.action(),
                        request.resource().type(),
                        request.resource().id());
        DenialToken token = new DenialToken(
                id,
                made.binding().orElseThrow(),
                decision.version().value(),
                actor.name(),
                sentence,
                policies,
                expires);
        return new AttributeValue.Members(Map.of(
                "expires_at", AttributeValue.of(expires.toString()),
                "binding_token", AttributeValue.of(token.sealed(parts.seal())),
                "template", AttributeValue.of("owner_approval"),
                "display",
                        new AttributeValue.Members(Map.of(
                                "title", AttributeValue.of("Ask for access"),
                                "description",
                                        AttributeValue.of(
                                                "Whoever answers for it is asked; it has to be approved first.")))));
    }

    private static AttributeValue approval(Approval given) {
        return new AttributeValue.Members(Map.of(
                "id", AttributeValue.of(given.id()),
                "approved_until",
                        AttributeValue.of(
                                given.validUntil().map(Instant::toString).orElse(""))));
    }

    /** The approval that the caller refers to: a reference, never a proof. */
    private static Optional<String> presented(AccessRequest request) {
        return request.context().get("approval") instanceof AttributeValue.Members(var members)
                        && members.get("id") instanceof AttributeValue.Text(String id)
                ? Optional.of(id)
                : Optional.empty();
    }

    private Map<String, AttributeValue> whyNot(String id, Made made) {
        Decision decision = made.decision();
        Optional<Approval> found = stored(id);
        String reason;
        String next;
        if (found.isEmpty() || found.get().state() != Approval.State.APPROVED) {
            reason = "approval_unverifiable";
            next = "none";
        } else if (!decision.requestable()) {
            reason = "policy_denied";
            next = "none";
        } else if (!made.binding().equals(Optional.of(found.get().binding()))) {
            reason = "out_of_scope";
            next = "request";
        } else {
            reason = "approval_expired";
            next = "request";
        }
        return Map.of("reason", AttributeValue.of(reason), "next_action", AttributeValue.of(next));
    }

    /** The decision stands without it, so trouble here only makes the reason a poorer one. */
    private Optional<Approval> stored(String id) {
        try {
            return parts.approvals().approval(tenant, id);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "an approval cannot be read: {0}", Failures.describe(e));
            return Optional.empty();
        }
    }

    private static AttributeValue texts(List<String> texts) {
        return new AttributeValue.Many(texts.stream().map(AttributeValue::of).toList());
    }
}

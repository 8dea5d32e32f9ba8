package io.grantkeeper.functions.console;

import io.grantkeeper.functions.messaging.LadderRequests;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyExplanation;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.BlockedAction;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.ladder.PromotionEvidence;
import io.grantkeeper.policy.ladder.Proportion;
import io.grantkeeper.policy.lint.PolicyLint;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API operations for policies in force, their evidence on the trust ladder, and people's decisions about them. */
final class PolicyApi {
    private final ConsoleStores stores;
    private final PromotePolicies ladder;
    private final LadderEvidenceCache assessments;
    private final LadderRequests requests;

    /**
     * Creates the operations.
     *
     * @param ladder evaluates the evidence; here it writes nothing
     * @param requests asks another function to change policies
     */
    PolicyApi(ConsoleStores stores, PromotePolicies ladder, LadderRequests requests) {
        this.stores = stores;
        this.ladder = ladder;
        this.assessments = new LadderEvidenceCache(stores.clock(), () -> ladder.assess(stores.tenant()));
        this.requests = requests;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("policies", _ -> list(statuses()));
        handlers.put("policy", call -> ApiResult.of(detail(required(call.pathValue("name")))));
        handlers.put("checkPolicy", this::check);
        handlers.put("applyPolicy", this::apply);
        handlers.put("proposePromotions", _ -> {
            send(request("review"));
            return list(statuses());
        });
        handlers.put("promotePolicy", call -> change(call, "approve", new JsonMembers()));
        handlers.put("declinePromotion", call -> change(call, "decline", reason(call)));
        handlers.put(
                "demotePolicy", call -> change(call, "demote", reason(call).with("stage", call.requiredText("to"))));
    }

    private static JsonMembers reason(AuthorizedApiCall call) {
        return new JsonMembers().with("reason", call.requiredText("why"));
    }

    private JsonMembers request(String action) {
        return new JsonMembers().with("tenant", stores.tenant().value()).with("action", action);
    }

    private void send(JsonMembers request) {
        try {
            requests.send(request.node());
        } catch (ConcurrentWriteException _) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CONFLICT,
                            "someone else changed the policy at the same time; read the policy again")
                    .exception();
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.of(ProblemDetails.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        } finally {
            assessments.forget();
        }
    }

    private ApiResult change(AuthorizedApiCall call, String action, JsonMembers more) {
        StoredPolicy policy = required(name(call));
        send(request(action)
                .with("policy", policy.name())
                .with("by", call.by().by())
                .withAll(more));
        return ApiResult.of(detail(required(policy.name())));
    }

    private static String name(AuthorizedApiCall call) {
        return call.pathValue("name");
    }

    private StoredPolicy required(String name) {
        return stores.policies()
                .policy(stores.tenant(), name)
                .filter(policy -> !policy.name().equals(ApplyPolicies.SETTINGS))
                .orElseThrow(
                        () -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "no policy with this name is in force")
                                .exception());
    }

    /** Returns the ladder status of each policy. */
    private List<PolicyLadderStatus> statuses() {
        return assessments
                .read()
                .map(assessed -> assessed.stream().map(PolicyLadderStatus::of).toList())
                .orElseGet(() -> stores.policies().all(stores.tenant()).stream()
                        .map(PolicyApi::withoutEvidence)
                        .toList());
    }

    private static PolicyLadderStatus withoutEvidence(StoredPolicy stored) {
        PolicyLadderStatus status = PolicyLadderStatus.of(stored);
        return new PolicyLadderStatus(
                status.policy(),
                status.version(),
                status.stage(),
                status.since(),
                status.next(),
                List.of(LadderEvidenceCache.TOO_MANY),
                status.evidence());
    }

    private ApiResult list(List<PolicyLadderStatus> statuses) {
        Map<String, List<String>> sentences = sentences();
        return ApiResult.of(new JsonMembers()
                .with(
                        "items",
                        statuses.stream()
                                .filter(policy -> !policy.policy().equals(ApplyPolicies.SETTINGS))
                                .map(policy -> policy(policy, sentences.getOrDefault(policy.policy(), List.of())))
                                .toList())
                .with("next", Optional.empty()));
    }

    /** Returns, for each policy in force, sentences that describe it. */
    private Map<String, List<String>> sentences() {
        List<StoredPolicy> stored = stores.policies().all(stores.tenant());
        if (stored.isEmpty()) {
            return Map.of();
        }
        return PolicyExplanation.of(PolicySet.ofStored(stored)).stream()
                .collect(java.util.stream.Collectors.toMap(
                        PolicyExplanation::name, PolicyExplanation::sentences, (one, _) -> one));
    }

    private JsonMembers policy(PolicyLadderStatus policy, List<String> sentences) {
        return new JsonMembers()
                .with("name", policy.policy())
                .with("version", policy.version())
                .with("stage", policy.stage())
                .with("since", policy.since())
                .with("sentences", sentences)
                .with("next", policy.next())
                .with("missing", policy.missing())
                .with("evidence", policy.evidence().map(PolicyApi::evidence))
                .with(
                        "proposal",
                        ladder.openProposal(stores.tenant(), policy.policy())
                                .map(proposal -> new JsonMembers()
                                        .with("to", proposal.to().code())
                                        .with("proposedAt", proposal.proposedAt())));
    }

    private static JsonMembers evidence(PromotionEvidence evidence) {
        return new JsonMembers()
                .with("since", evidence.since())
                .with("until", evidence.until())
                .with("blocks", share(evidence.blocks()))
                .with("falseBlocks", share(evidence.falseBlocks()))
                .with("asks", evidence.asks())
                .with("identities", evidence.identities())
                .with("people", evidence.people())
                .with(
                        "examples",
                        evidence.examples().stream().map(PolicyApi::example).toList());
    }

    private static JsonMembers share(Proportion proportion) {
        return new JsonMembers()
                .with("part", proportion.part())
                .with("whole", proportion.whole())
                .with("sentence", proportion.inWords());
    }

    private static JsonMembers example(BlockedAction block) {
        return new JsonMembers()
                .with("decision", block.decision())
                .with("at", block.at())
                .with("subject", block.subject())
                .with("action", block.action())
                .with("reason", block.reason())
                .with("answer", ApiViews.code(block.answer()));
    }

    private JsonMembers detail(StoredPolicy stored) {
        PolicyLadderStatus status = statuses().stream()
                .filter(known -> known.policy().equals(stored.name())
                        && known.version().equals(stored.version().value()))
                .findFirst()
                .orElseGet(() -> PolicyLadderStatus.of(stored));
        return new JsonMembers()
                .with("policy", policy(status, sentences().getOrDefault(stored.name(), List.of())))
                .with("text", stored.text())
                .with("lint", lint(stored.text()));
    }

    private static List<JsonMembers> lint(String text) {
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("policy", text)));
        List<JsonMembers> lint = new ArrayList<>();
        reading.mistakes()
                .forEach(mistake -> lint.add(new JsonMembers()
                        .with("severity", "error")
                        .with("line", Optional.of(mistake.place().line()))
                        .with(
                                "message",
                                mistake.field().isEmpty()
                                        ? mistake.message()
                                        : mistake.field() + ": " + mistake.message())));
        reading.set()
                .map(PolicyLint::of)
                .orElse(List.of())
                .forEach(warning -> lint.add(new JsonMembers()
                        .with("severity", "warning")
                        .with("line", Optional.of(warning.place().line()))
                        .with("message", warning.message())));
        return lint;
    }

    private ApiResult check(AuthorizedApiCall call) {
        String text = call.requiredText("text");
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("policy", text)));
        Optional<PolicyLadderStatus> status = reading.set()
                .flatMap(set -> set.policies().stream().findFirst())
                .map(policy -> new PolicyLadderStatus(
                        policy.name(),
                        policy.version().value(),
                        PolicyStage.TRAINING.code(),
                        stores.clock().instant(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
        List<String> sentences = reading.set()
                .map(PolicyExplanation::of)
                .flatMap(all -> all.stream().findFirst())
                .map(PolicyExplanation::sentences)
                .orElse(List.of());
        return ApiResult.of(new JsonMembers()
                .with("policy", status.map(known -> policy(known, sentences)))
                .with("text", text)
                .with("lint", lint(text)));
    }

    private ApiResult apply(AuthorizedApiCall call) {
        String text = call.requiredText("text");
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("policy", text)));
        Optional<String> name = reading.set()
                .flatMap(set -> set.policies().stream().findFirst())
                .map(PolicyDocument::name);
        if (name.isEmpty()) {
            throw ProblemDetails.ofField(
                            "text",
                            reading.mistakes().isEmpty()
                                    ? "is not a policy"
                                    : reading.mistakes().getFirst().toString(),
                            "fix it, and check it with /policies/check")
                    .exception();
        }
        send(request("apply")
                .with("by", call.by().by())
                .with(
                        "documents",
                        List.of(new JsonMembers().with("name", name.get()).with("text", text))));
        return ApiResult.of(detail(required(name.get())));
    }
}

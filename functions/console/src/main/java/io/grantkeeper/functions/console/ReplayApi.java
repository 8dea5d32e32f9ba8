package io.grantkeeper.functions.console;

import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PolicyReplay;
import io.grantkeeper.policy.ladder.Proportion;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Repeats recorded decisions with another policy, or with a policy at its next stage. Changes nothing. */
final class ReplayApi {
    private static final int PAGE = 500;
    private static final int EXAMPLES = 20;
    private static final int MAX_SUBJECTS = 50;
    private static final int DAYS = 30;

    /** The maximum number of decisions that one call replays, which takes a few seconds. */
    private static final int MAX_DECISIONS = 50_000;

    private final ConsoleStores stores;

    ReplayApi(ConsoleStores stores) {
        this.stores = stores;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("replayPolicy", this::replay);
    }

    private ApiResult replay(AuthorizedApiCall call) {
        PolicyStage stage = PolicyStage.ofCode(call.requiredText("stage"));
        List<StoredPolicy> inForce = stores.policies().all(stores.tenant());
        PolicySet changed = changed(call, inForce);
        Optional<String> name = call.text("policy");
        PolicySet set = PolicyReplay.policies(
                inForce, changed, each -> name.filter(each::equals).isPresent(), stage);
        Instant until = stores.clock().instant();
        Instant since = until.minus(Duration.ofDays(call.body().path("days").asInt(DAYS)));
        PolicyReplay replay = new PolicyReplay(IndexedDecisionEngine.of(set), EXAMPLES);
        boolean complete = repeat(replay, since, until);
        PolicyReplay.Result result = replay.result();
        String replayed = name.orElseGet(() -> changed.policies().getFirst().name());
        return ApiResult.of(new JsonMembers()
                .with("policy", replayed)
                .with("stage", stage.code())
                .with("since", since)
                .with("until", until)
                .with("complete", complete)
                .with("sentence", result.sentence())
                .with("blocked", share(result.blocked()))
                .with("released", share(result.released()))
                .with("subjects", result.subjects().stream().limit(MAX_SUBJECTS).toList())
                .with("subjectCount", result.subjects().size())
                .with("blocks", differences(result.blocks()))
                .with("releases", differences(result.releases()))
                .with("enforces", enforces(set, replayed)));
    }

    /**
     * Returns a policy set with the policy that the call contains; an empty set if the call names a policy in force.
     */
    private static PolicySet changed(AuthorizedApiCall call, List<StoredPolicy> inForce) {
        Optional<String> text = call.text("text");
        Optional<String> name = call.text("policy");
        if (text.isPresent() == name.isPresent()) {
            throw ProblemDetails.ofField(
                            "policy", "or 'text' must be given, and only one of them", "send one of the two")
                    .exception();
        }
        if (text.isEmpty()) {
            if (inForce.stream()
                    .map(StoredPolicy::name)
                    .noneMatch(known -> known.equals(name.get()) && !known.equals(ApplyPolicies.SETTINGS))) {
                throw ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "no policy with this name is in force")
                        .exception();
            }
            return PolicySet.read(List.of()).orThrow();
        }
        PolicySet.Reading reading = PolicySet.read(List.of(new PolicySet.Source("policy", text.get())));
        return reading.set()
                .filter(set -> !set.policies().isEmpty())
                .orElseThrow(() -> ProblemDetails.ofField(
                                "text",
                                reading.mistakes().isEmpty()
                                        ? "is not a policy"
                                        : reading.mistakes().getFirst().toString(),
                                "fix it, and check it with /policies/check")
                        .exception());
    }

    /** Replays the decisions of the period, up to the maximum. Returns whether all of them were replayed. */
    private boolean repeat(PolicyReplay replay, Instant since, Instant until) {
        Optional<String> next = Optional.empty();
        int repeated = 0;
        do {
            StorePage<RecordedDecision> page = stores.decisions().between(stores.tenant(), since, until, PAGE, next);
            page.items().forEach(replay::add);
            repeated += page.items().size();
            next = page.next();
        } while (next.isPresent() && repeated < MAX_DECISIONS);
        return next.isEmpty();
    }

    private static boolean enforces(PolicySet set, String name) {
        return set.policies().stream()
                .filter(policy -> policy.name().equals(name))
                .anyMatch(policy -> policy.enforcement().isPresent());
    }

    private static JsonMembers share(Proportion proportion) {
        return new JsonMembers()
                .with("part", proportion.part())
                .with("whole", proportion.whole())
                .with("sentence", proportion.inWords());
    }

    private static List<JsonMembers> differences(List<PolicyReplay.Difference> differences) {
        return differences.stream()
                .map(difference -> new JsonMembers()
                        .with("decision", difference.decision())
                        .with("at", difference.at())
                        .with("subject", difference.subject())
                        .with("action", difference.action())
                        .with("reasons", difference.reasons()))
                .toList();
    }
}

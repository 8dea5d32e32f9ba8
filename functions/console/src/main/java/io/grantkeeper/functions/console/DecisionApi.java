package io.grantkeeper.functions.console;

import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Recorded decisions, and the proofs that they are unchanged. */
final class DecisionApi {
    private static final int DAYS = 7;
    private static final int PAGE = 500;

    /** The maximum number of decisions that a list goes through. */
    private static final int MOST = 5_000;

    private final ConsoleStores stores;
    private final LedgerApi ledger;

    DecisionApi(ConsoleStores stores, LedgerApi ledger) {
        this.stores = stores;
        this.ledger = ledger;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("decisions", this::list);
        handlers.put("decision", call -> ApiResult.of(decision(required(call))));
        handlers.put(
                "decisionProof", call -> ledger.decisionProof(required(call).id()));
    }

    private ApiResult list(ApiCall call) {
        Instant now = stores.clock().instant();
        int days = call.parameter("days").map(Integer::parseInt).orElse(DAYS);
        Optional<String> answer = call.parameter("answer");
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        Deque<RecordedDecision> found = new ArrayDeque<>();
        StorePage.forEach(
                from -> stores.decisions()
                        .between(stores.tenant(), now.minus(Duration.ofDays(days)), now.plusSeconds(1), PAGE, from),
                decision -> {
                    boolean selected = answer.filter(wanted -> wanted.equals("permitted")
                                            != decision.decision().permitted())
                                    .isEmpty()
                            && text.filter(words -> !isAbout(decision, words)).isEmpty();
                    if (selected) {
                        found.addFirst(decision);
                        if (found.size() > MOST) {
                            found.removeLast();
                        }
                    }
                });
        return ApiResult.of(Page.at(List.copyOf(found), call).json(DecisionApi::decision));
    }

    private static boolean isAbout(RecordedDecision decision, String text) {
        return String.join(
                        " ",
                        RequestActor.of(decision.request()).description(),
                        decision.request().action(),
                        decision.request().resource().id())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    private RecordedDecision required(ApiCall call) {
        return stores.decisions()
                .decision(stores.tenant(), call.pathValue("id"))
                .orElseThrow(() -> Problem.of(Problem.Type.NOT_FOUND, "there is no such decision")
                        .exception());
    }

    private static JsonMembers decision(RecordedDecision decision) {
        return new JsonMembers()
                .with("id", decision.id())
                .with("at", decision.at())
                .with("permitted", decision.decision().permitted())
                .with("requestable", decision.decision().requestable())
                .with("approved", decision.approval().isPresent())
                .with("who", RequestActor.of(decision.request()).description())
                .with("action", decision.request().action())
                .with("resourceType", decision.request().resource().type())
                .with("resource", decision.request().resource().id())
                .with("reasons", decision.decision().reasons())
                .with(
                        "policies",
                        decision.decision().judgements().stream()
                                .map(PolicyEvaluation::policy)
                                .distinct()
                                .toList())
                .with("tookMillis", decision.took().toMillis());
    }
}

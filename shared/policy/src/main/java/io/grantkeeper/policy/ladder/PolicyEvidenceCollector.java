package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.ladder.BlockedAction.Answer;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects the evidence about one policy from recorded decisions, one decision at a time. Only the decisions that the
 * policy blocks increase its memory use.
 *
 * <p>The evidence includes every action that was decided since the policy's current text reached its current stage,
 * whether or not one of the policy's rules applied. Decisions with another text or at another stage do not count, so a
 * policy starts from zero after a change or a promotion.
 */
public final class PolicyEvidenceCollector {
    private static final int EXAMPLES = 5;
    private static final Comparator<BlockedAction> WRONG_ONES_FIRST = Comparator.<BlockedAction, Boolean>comparing(
                    block -> block.answer() != Answer.WRONG)
            .thenComparing(BlockedAction::at, Comparator.reverseOrder());

    private final StoredPolicy policy;
    private final Instant since;
    private final Function<RecordedDecision, Optional<BlockedActionFeedback.Asked>> answers;
    private final Set<String> identities = new HashSet<>();
    private final Set<String> people = new HashSet<>();
    private final Map<String, Answer> answered = new HashMap<>();
    private final List<BlockedAction> examples = new ArrayList<>();
    private final Set<String> different = new HashSet<>();
    private long seen;
    private long asks;
    private long blocked;

    /**
     * Creates a collector.
     *
     * @param since the start of the evidence period; earlier decisions are ignored
     * @param answers returns, for a decision that blocked an action, the question that people were asked about the
     *     block, with their answer; empty if nobody was asked
     */
    public PolicyEvidenceCollector(
            StoredPolicy policy,
            Instant since,
            Function<RecordedDecision, Optional<BlockedActionFeedback.Asked>> answers) {
        this.policy = policy;
        this.since = since.isAfter(policy.since()) ? since : policy.since();
        this.answers = answers;
    }

    /**
     * Adds a recorded decision. A decision has no effect if it was made before the evidence period, or before the
     * policy reached its current stage.
     */
    public void add(RecordedDecision decision) {
        if (decision.at().isBefore(since)) {
            return;
        }
        seen++;
        decision.decision().judgements().stream()
                .filter(evaluation -> evaluation.policy().equals(policy.name())
                        && evaluation.version().equals(policy.version())
                        && evaluation.stage() == policy.stage())
                .findFirst()
                .ifPresent(judgement -> add(decision, judgement));
    }

    private void add(RecordedDecision decision, PolicyEvaluation evaluation) {
        switch (evaluation.effect()) {
            case ALLOW -> {}
            case ASK -> asks++;
            case FORBID -> addBlock(decision, evaluation);
        }
    }

    private void addBlock(RecordedDecision decision, PolicyEvaluation evaluation) {
        blocked++;
        AccessRequest request = decision.request();
        identities.add(
                switch (decision.subject()) {
                    case SubjectFacts.Known known -> known.id().toString();
                    case SubjectFacts.Stranger _, SubjectFacts.NotAnIdentity _ ->
                        request.subject().id();
                });
        if (!request.actors().isEmpty()) {
            people.add(request.actors().getFirst());
        }
        String action = "%s %s %s"
                .formatted(
                        request.action(),
                        request.resource().type(),
                        request.resource().id());
        different.add(decision.binding().orElseGet(() -> request.subject().id() + " " + action));
        Optional<BlockedActionFeedback.Asked> asked = answers.apply(decision);
        asked.ifPresent(question -> answered.put(question.id(), question.answer()));
        examples.add(new BlockedAction(
                decision.id(),
                decision.at(),
                request.subject().id(),
                action,
                evaluation.reason(),
                asked.map(BlockedActionFeedback.Asked::answer).orElse(Answer.NOT_ASKED)));
        if (examples.size() > EXAMPLES * 8) {
            trimExamples();
        }
    }

    private void trimExamples() {
        examples.sort(WRONG_ONES_FIRST);
        examples.subList(Math.min(EXAMPLES, examples.size()), examples.size()).clear();
    }

    /**
     * Returns the evidence collected so far.
     *
     * @param until the end of the evidence period
     */
    public PromotionEvidence evidence(Instant until) {
        trimExamples();
        long wrong = count(Answer.WRONG);
        return new PromotionEvidence(
                policy.name(),
                policy.version(),
                policy.stage(),
                since,
                until,
                new Proportion(blocked, seen),
                asks,
                different.size(),
                new Proportion(wrong, wrong + count(Answer.RIGHT)),
                identities.size(),
                people.size(),
                examples);
    }

    private long count(Answer wanted) {
        return answered.values().stream().filter(answer -> answer == wanted).count();
    }
}

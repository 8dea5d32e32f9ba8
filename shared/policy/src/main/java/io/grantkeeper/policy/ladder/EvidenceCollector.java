package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Judgement;
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
 * Counts what the record says of one policy, decision by decision, in memory that does not grow with their number except
 * by the blocks that people were asked about.
 *
 * <p>Only what the same text decided at the same stage counts: a changed policy starts anew, and so does one that has
 * climbed.
 */
public final class EvidenceCollector {
    private static final int EXAMPLES = 5;
    private static final Comparator<BlockedAction> WRONG_ONES_FIRST = Comparator.<BlockedAction, Boolean>comparing(
                    block -> block.answer() != Answer.WRONG)
            .thenComparing(BlockedAction::at, Comparator.reverseOrder());

    private final StoredPolicy policy;
    private final Instant since;
    private final Function<RecordedDecision, Optional<Answers.Asked>> answers;
    private final Set<String> identities = new HashSet<>();
    private final Set<String> people = new HashSet<>();
    private final Map<String, Answer> answered = new HashMap<>();
    private final List<BlockedAction> examples = new ArrayList<>();
    private long judged;
    private long blocked;

    /**
     * @param since earlier decisions do not count
     * @param answers what people said of the block in a decision, where they were asked
     */
    public EvidenceCollector(
            StoredPolicy policy, Instant since, Function<RecordedDecision, Optional<Answers.Asked>> answers) {
        this.policy = policy;
        this.since = since.isAfter(policy.since()) ? since : policy.since();
        this.answers = answers;
    }

    /** Takes one recorded decision into account; one that the policy did not judge at this stage changes nothing. */
    public void add(RecordedDecision decision) {
        if (decision.at().isBefore(since)) {
            return;
        }
        decision.decision().judgements().stream()
                .filter(judgement -> judgement.policy().equals(policy.name())
                        && judgement.version().equals(policy.version())
                        && judgement.stage() == policy.stage())
                .findFirst()
                .ifPresent(judgement -> add(decision, judgement));
    }

    private void add(RecordedDecision decision, Judgement judgement) {
        judged++;
        switch (judgement.effect()) {
            case ALLOW -> {}
            case ASK, FORBID -> addBlock(decision, judgement);
        }
    }

    private void addBlock(RecordedDecision decision, Judgement judgement) {
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
        Optional<Answers.Asked> asked = answers.apply(decision);
        asked.ifPresent(question -> answered.put(question.id(), question.answer()));
        examples.add(new BlockedAction(
                decision.id(),
                decision.at(),
                request.subject().id(),
                "%s %s %s"
                        .formatted(
                                request.action(),
                                request.resource().type(),
                                request.resource().id()),
                judgement.reason(),
                asked.map(Answers.Asked::answer).orElse(Answer.NOT_ASKED)));
        if (examples.size() > EXAMPLES * 8) {
            keepTheBest();
        }
    }

    private void keepTheBest() {
        examples.sort(WRONG_ONES_FIRST);
        examples.subList(Math.min(EXAMPLES, examples.size()), examples.size()).clear();
    }

    /** What was counted so far. */
    public LadderEvidence evidence(Instant until) {
        keepTheBest();
        long wrong = count(Answer.WRONG);
        return new LadderEvidence(
                policy.name(),
                policy.version(),
                policy.stage(),
                since,
                until,
                new Share(blocked, judged),
                new Share(wrong, wrong + count(Answer.RIGHT)),
                identities.size(),
                people.size(),
                examples);
    }

    private long count(Answer wanted) {
        return answered.values().stream().filter(answer -> answer == wanted).count();
    }
}

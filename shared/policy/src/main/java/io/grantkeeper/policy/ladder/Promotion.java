package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * A proposal to let a policy climb a stage, with the numbers that speak for it, and what became of it.
 *
 * @param evidence of the policy's text and stage that it is for: it holds for no other
 * @param decidedBy who decided, for people; empty where nobody did
 * @param note what they said of it, or by what it was overtaken
 * @param revision rises by one with each write; zero means "not stored yet"
 */
public record Promotion(
        String policy,
        Stage to,
        LadderEvidence evidence,
        Instant proposedAt,
        State state,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        String note,
        long revision) {
    /** Where the proposal stands. */
    public enum State {
        OPEN,
        APPROVED,
        DECLINED,
        /** The policy's text or stage is another now, or the evidence does not carry it any more. */
        OVERTAKEN
    }

    static Promotion proposed(LadderEvidence evidence, Stage to, Instant at) {
        return new Promotion(
                evidence.policy(), to, evidence, at, State.OPEN, Optional.empty(), Optional.empty(), "", 0);
    }

    /** With later numbers for the same step. */
    Promotion with(LadderEvidence later) {
        return new Promotion(policy, to, later, proposedAt, state, decidedBy, decidedAt, note, revision);
    }

    Promotion ended(State end, Optional<String> by, Instant at, String words) {
        return new Promotion(policy, to, evidence, proposedAt, end, by, Optional.of(at), words, revision);
    }

    public Promotion withRevision(long newRevision) {
        return new Promotion(policy, to, evidence, proposedAt, state, decidedBy, decidedAt, note, newRevision);
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether it speaks of the policy as it stands now, and not as it stood at the same stage once before. */
    boolean isFor(StoredPolicy stored) {
        return isOf(stored) && !proposedAt.isBefore(stored.since());
    }

    /** Whether it speaks of this text at this stage, whenever it came to stand there. */
    boolean isOf(StoredPolicy stored) {
        return evidence.version().equals(stored.version()) && evidence.stage() == stored.stage();
    }
}

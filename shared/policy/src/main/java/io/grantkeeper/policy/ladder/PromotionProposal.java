package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * A proposal to promote a policy, with its evidence and outcome.
 *
 * @param to the stage to which the policy is to be promoted
 * @param evidence the evidence about the policy's text and stage; the proposal applies only to this text and stage
 * @param standing the revision of the policy to which the proposal applies; a policy that was demoted and promoted
 *     again has a new revision
 * @param decidedBy the person who decided, in human-readable form; empty if nobody did
 * @param note the comment of the person who decided, or why the proposal was superseded
 * @param revision increases by one with each write; zero means "not stored yet"
 */
public record PromotionProposal(
        String policy,
        PolicyStage to,
        PromotionEvidence evidence,
        long standing,
        Instant proposedAt,
        State state,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        String note,
        long revision) {
    /** The state of the proposal. */
    public enum State {
        OPEN,
        APPROVED,
        DECLINED,
        /**
         * The proposal was superseded: the policy's text or stage has changed, or the evidence no longer supports the
         * proposal.
         */
        OVERTAKEN
    }

    static PromotionProposal proposed(StoredPolicy of, PromotionEvidence evidence, PolicyStage to, Instant at) {
        return new PromotionProposal(
                evidence.policy(),
                to,
                evidence,
                of.revision(),
                at,
                State.OPEN,
                Optional.empty(),
                Optional.empty(),
                "",
                0);
    }

    /** Returns this proposal with newer evidence for the same promotion. */
    PromotionProposal withEvidence(PromotionEvidence later) {
        return new PromotionProposal(
                policy, to, later, standing, proposedAt, state, decidedBy, decidedAt, note, revision);
    }

    PromotionProposal withState(State end, Optional<String> by, Instant at, String words) {
        return new PromotionProposal(
                policy, to, evidence, standing, proposedAt, end, by, Optional.of(at), words, revision);
    }

    public PromotionProposal withRevision(long newRevision) {
        return new PromotionProposal(
                policy, to, evidence, standing, proposedAt, state, decidedBy, decidedAt, note, newRevision);
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /**
     * Returns whether the proposal applies to the current revision of the policy. If the policy has left its stage and
     * returned to it since the proposal was made, the proposal no longer applies.
     */
    boolean isForRevision(StoredPolicy stored) {
        return isForTextAndStage(stored) && standing == stored.revision();
    }

    /**
     * Returns whether the proposal applies to the policy's current text and stage, even if the policy has left the
     * stage and returned to it since the proposal was made.
     */
    boolean isForTextAndStage(StoredPolicy stored) {
        return evidence.version().equals(stored.version()) && evidence.stage() == stored.stage();
    }
}

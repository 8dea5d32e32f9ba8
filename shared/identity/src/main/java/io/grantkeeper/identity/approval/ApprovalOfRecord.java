package io.grantkeeper.identity.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The company's decision about one subject, and the steps that led to it.
 *
 * @param current the decision in effect
 * @param scope what the decision covers; empty if no scope was recorded, in which case the access is not compared with
 *     the decision
 * @param earlier the steps before {@code current}, newest first, at most {@link #MAX_EARLIER}; the ledger has all of
 *     them
 * @param version incremented with each write; zero means "not stored yet"
 */
public record ApprovalOfRecord(
        ApprovalSubject subject,
        ApprovalDecision current,
        Optional<ApprovedScope> scope,
        ApprovalConditions conditions,
        List<ApprovalDecision> earlier,
        long version) {
    /** The maximum number of earlier steps that a record contains. */
    public static final int MAX_EARLIER = 20;

    public ApprovalOfRecord {
        earlier = List.copyOf(earlier.subList(0, Math.min(earlier.size(), MAX_EARLIER)));
    }

    /** Returns the record of a subject about which nobody has decided yet. */
    public static ApprovalOfRecord first(ApprovalSubject subject, Instant at) {
        return new ApprovalOfRecord(
                subject,
                ApprovalDecision.of(
                        ApprovalState.NEW, ApprovalDecision.CLOCK, ApprovalDecision.Source.INVENTORY, at, ""),
                Optional.empty(),
                ApprovalConditions.none(),
                List.of(),
                0);
    }

    /**
     * Returns a copy of this record after a decision.
     *
     * @param covered what the decision covers
     * @throws IllegalArgumentException if the current state must not change to the new one; the message names both
     *     states
     */
    public ApprovalOfRecord decided(ApprovalDecision next, Optional<ApprovedScope> covered, ApprovalConditions under) {
        if (!current.state().mayBecome(next.state())) {
            throw new IllegalArgumentException("%s is %s and cannot become %s%s"
                    .formatted(
                            subject,
                            current.state().displayName(),
                            next.state().displayName(),
                            current.state() == ApprovalState.RETIRED ? "; review it first" : ""));
        }
        List<ApprovalDecision> steps = new ArrayList<>();
        if (current.state() != ApprovalState.NEW) {
            steps.add(current);
        }
        steps.addAll(earlier);
        return new ApprovalOfRecord(subject, next, covered, under, steps, version);
    }

    /** Returns a copy of this record after a step that approves nothing: a return to review, or retirement. */
    public ApprovalOfRecord withdrawn(ApprovalDecision next) {
        if (next.state().permits()) {
            throw new IllegalArgumentException(
                    "'%s' is not a withdrawal".formatted(next.state().displayName()));
        }
        return decided(next, Optional.empty(), ApprovalConditions.none());
    }

    public ApprovalOfRecord withVersion(long newVersion) {
        return new ApprovalOfRecord(subject, current, scope, conditions, earlier, newVersion);
    }

    /** Returns the state at a time: an approval that has ended is under review again. */
    public ApprovalState stateAt(Instant now) {
        return current.state().permits() && current.hasEnded(now) ? ApprovalState.UNDER_REVIEW : current.state();
    }

    /** Returns whether the decision permits access at a time. */
    public boolean permitsAt(Instant now) {
        return stateAt(now).permits();
    }

    /**
     * Returns the record that applies to an identity: of the records of all subjects that cover it, the most specific
     * one in effect or, if none is in effect, the most specific one that has ended.
     *
     * @param covering the stored records, the most specific subject first
     */
    public static Optional<ApprovalOfRecord> effective(List<ApprovalOfRecord> covering, Instant now) {
        List<ApprovalOfRecord> decisions = covering.stream()
                .filter(approval -> approval.current().state().isDecision())
                .toList();
        return decisions.stream()
                .filter(approval -> approval.stateAt(now).isDecision())
                .findFirst()
                .or(() -> decisions.stream().findFirst())
                .or(() -> covering.stream().findFirst());
    }
}

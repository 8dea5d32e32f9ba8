package io.grantkeeper.identity.approval;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One step in the history of an approval of record: the new state, and who decided it, when and why.
 *
 * @param by the person who decided, as an address or a name; {@link #CLOCK} if the step results only from the passage
 *     of time
 * @param source where the decision came from
 * @param why the reason in the person's own words; may be empty, except for {@link ApprovalState#FIRST_PARTY}
 * @param ticket the ticket that documents the decision
 * @param until the end of the approval; required for {@link ApprovalState#TOLERATED}
 * @param evidence the digest of what the person was shown
 * @param batch the id of the triage that the decision was part of
 */
public record ApprovalDecision(
        ApprovalState state,
        String by,
        Source source,
        Instant at,
        String why,
        Optional<String> ticket,
        Optional<Instant> until,
        Optional<String> evidence,
        Optional<String> batch) {
    /** The actor that is recorded for a step that no person takes. */
    public static final String CLOCK = "clock";

    /** The maximum length of a reason and of a ticket. */
    private static final int MAX_TEXT = 1_000;

    /** The source of a decision. */
    public enum Source {
        /** A person answered an alert with "keep". */
        ANSWER,
        /** A person answered a question of an access review with "keep". */
        REVIEW,
        COMMAND_LINE,
        CONSOLE,
        /** An import from the configuration's list or from a file. */
        IMPORT,
        /** A decision about many identities at once. */
        TRIAGE,
        /** Nobody decided. The state follows from the inventory. */
        INVENTORY;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ApprovalDecision {
        if (by.isBlank()) {
            throw new IllegalArgumentException("a decision needs the person who made it: name one with --by");
        }
        if (state.isDecision() && by.equals(CLOCK)) {
            throw new IllegalArgumentException("only a person can decide '%s'; the passing of time approves nothing"
                    .formatted(state.displayName()));
        }
        if (state == ApprovalState.TOLERATED && until.isEmpty()) {
            throw new IllegalArgumentException("access can be tolerated only until a date: state one with --until");
        }
        if (state == ApprovalState.FIRST_PARTY && why.isBlank()) {
            throw new IllegalArgumentException("a first-party app needs a reason: state it with --because");
        }
        if (until.isPresent() && !until.get().isAfter(at)) {
            throw new IllegalArgumentException("the end of an approval must be in the future");
        }
        if (why.length() > MAX_TEXT
                || ticket.filter(text -> text.length() > MAX_TEXT).isPresent()) {
            throw new IllegalArgumentException(
                    "the reason and the ticket may each have at most %d characters".formatted(MAX_TEXT));
        }
    }

    /** Creates a decision without a ticket, an end, evidence or a batch. The {@code with} methods add them. */
    public static ApprovalDecision of(ApprovalState state, String by, Source source, Instant at, String why) {
        if (state == ApprovalState.TOLERATED) {
            throw new IllegalArgumentException("use tolerated(…): tolerated access needs an end");
        }
        return new ApprovalDecision(
                state, by, source, at, why, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the decision to tolerate access until a date. */
    public static ApprovalDecision tolerated(String by, Source source, Instant at, String why, Instant until) {
        return new ApprovalDecision(
                ApprovalState.TOLERATED,
                by,
                source,
                at,
                why,
                Optional.empty(),
                Optional.of(until),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns the step that puts an approval back under review, because nobody has confirmed the earlier decision or
     * because someone undid it.
     */
    public static ApprovalDecision underReview(String by, Source source, Instant at, String why) {
        return of(ApprovalState.UNDER_REVIEW, by, source, at, why);
    }

    public ApprovalDecision withUntil(Optional<Instant> end) {
        return new ApprovalDecision(state, by, source, at, why, ticket, end, evidence, batch);
    }

    public ApprovalDecision withEvidence(String digest) {
        return new ApprovalDecision(state, by, source, at, why, ticket, until, Optional.of(digest), batch);
    }

    public ApprovalDecision withTicket(Optional<String> id) {
        return new ApprovalDecision(state, by, source, at, why, id, until, evidence, batch);
    }

    public ApprovalDecision withBatch(String id) {
        return new ApprovalDecision(state, by, source, at, why, ticket, until, evidence, Optional.of(id));
    }

    /** Returns whether the decision has ended at this time. */
    public boolean hasEnded(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isPresent();
    }
}

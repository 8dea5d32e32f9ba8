package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.LedgerPosition;
import java.util.Locale;
import java.util.Optional;

/**
 * A deviation from the requirement of a check.
 *
 * @param subject the identity or item that deviates
 * @param what the deviation, in one sentence
 * @param told the entry that shows the deviation
 * @param ended the entry that shows its end, if it has ended
 * @param acceptance who accepted it, if anyone did
 */
public record AuditException(
        String subject,
        String what,
        LedgerPosition told,
        Optional<LedgerPosition> ended,
        Optional<Acceptance> acceptance) {

    /** The acceptance of a deviation: who accepted it, and the entry that shows it. */
    public record Acceptance(String by, LedgerPosition told) {}

    /** The state of a deviation at the end of the period. */
    public enum State {
        OPEN,
        ENDED,
        ACCEPTED;

        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        if (ended.isPresent()) {
            return State.ENDED;
        }
        return acceptance.isPresent() ? State.ACCEPTED : State.OPEN;
    }
}

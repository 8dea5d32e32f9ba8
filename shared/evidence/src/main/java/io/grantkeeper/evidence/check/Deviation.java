package io.grantkeeper.evidence.check;

import io.grantkeeper.evidence.history.Told;
import java.util.Optional;

/**
 * Something that is not as it has to be.
 *
 * @param subject whom or what it concerns
 * @param what in one sentence
 * @param told the entry that shows it
 * @param ended where it has ended
 * @param acceptance where somebody allowed it
 */
public record Deviation(String subject, String what, Told told, Optional<Told> ended, Optional<Acceptance> acceptance) {

    /** Who let it stand, by which entry. */
    public record Acceptance(String by, Told told) {}

    /** What became of it by the end of the period. */
    public enum State {
        OPEN("open"),
        ENDED("ended"),
        ACCEPTED("accepted");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public State state() {
        if (ended.isPresent()) {
            return State.ENDED;
        }
        return acceptance.isPresent() ? State.ACCEPTED : State.OPEN;
    }
}

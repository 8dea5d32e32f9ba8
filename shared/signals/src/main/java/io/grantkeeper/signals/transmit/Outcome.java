package io.grantkeeper.signals.transmit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What became of one try to deliver. Problems say why, without what was sent and without credentials. */
public sealed interface Outcome {
    record Taken() implements Outcome {}

    /** @param pause what the destination asked for; empty where it left that to us */
    record Later(String problem, Optional<Duration> pause) implements Outcome {
        public Later(String problem) {
            this(problem, Optional.empty());
        }
    }

    /** No retry would mend it. */
    record Never(String problem) implements Outcome {}

    /** The same for each of so many. */
    static List<Outcome> forAll(int count, Outcome outcome) {
        return Collections.nCopies(count, outcome);
    }
}

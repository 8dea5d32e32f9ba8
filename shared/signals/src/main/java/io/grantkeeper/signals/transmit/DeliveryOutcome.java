package io.grantkeeper.signals.transmit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The result of one attempt to deliver a signal. Descriptions of problems contain neither the sent data nor
 * credentials.
 */
public sealed interface DeliveryOutcome {
    record Accepted() implements DeliveryOutcome {}

    /**
     * The attempt failed, but a later one may succeed.
     *
     * @param pause the delay that the destination requested; empty if it requested none
     */
    record RetryLater(String problem, Optional<Duration> pause) implements DeliveryOutcome {
        public RetryLater(String problem) {
            this(problem, Optional.empty());
        }
    }

    /** The attempt failed, and no retry can succeed. */
    record Rejected(String problem) implements DeliveryOutcome {}

    /** Returns a list with the same outcome for each event. */
    static List<DeliveryOutcome> forAll(int count, DeliveryOutcome outcome) {
        return Collections.nCopies(count, outcome);
    }
}

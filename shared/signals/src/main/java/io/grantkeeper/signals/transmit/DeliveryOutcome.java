package io.grantkeeper.signals.transmit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The result of one delivery attempt. Problem descriptions contain neither sent data nor credentials. */
public sealed interface DeliveryOutcome {
    record Accepted() implements DeliveryOutcome {}

    /** @param pause the delay that the destination requested; empty if it requested none */
    record RetryLater(String problem, Optional<Duration> pause) implements DeliveryOutcome {
        public RetryLater(String problem) {
            this(problem, Optional.empty());
        }
    }

    /** A failure that no retry can fix. */
    record Rejected(String problem) implements DeliveryOutcome {}

    /** Returns the same outcome for each of several events. */
    static List<DeliveryOutcome> forAll(int count, DeliveryOutcome outcome) {
        return Collections.nCopies(count, outcome);
    }
}

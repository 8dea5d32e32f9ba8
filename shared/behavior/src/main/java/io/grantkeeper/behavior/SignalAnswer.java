package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * A person's answer about signals of one type and one identity. Its effect is limited: it applies for 90 days. An
 * expected signal has low severity if it is no more severe than the signal that the person saw, but a critical signal
 * stays critical. A signal that was not expected becomes one level more severe, up to high.
 *
 * @param type the type of the signals
 * @param upTo the severity of the signal that the person saw
 * @param until the last second at which the answer applies
 */
public record SignalAnswer(String type, SignalSeverity upTo, boolean expected, long until) {
    /** How long an answer applies. */
    public static final Duration APPLIES = Duration.ofDays(90);

    /** Returns the answer to a signal. */
    public static SignalAnswer to(String type, Severity severity, boolean expected, Instant at) {
        SignalSeverity upTo =
                switch (severity) {
                    case UNKNOWN, LOW -> SignalSeverity.LOW;
                    case MEDIUM -> SignalSeverity.MEDIUM;
                    case HIGH -> SignalSeverity.HIGH;
                    case CRITICAL -> SignalSeverity.CRITICAL;
                };
        return new SignalAnswer(type, upTo, expected, at.plus(APPLIES).getEpochSecond());
    }

    /**
     * Returns the form in which this answer is stored. Of two stored answers, the later one is the larger value; if the
     * times
     * are equal, "not expected" is the larger value.
     */
    public ProfileValue register() {
        return ProfileValue.of(type, until, expected ? 0 : 1, upTo.code() + 1);
    }

    static SignalAnswer of(ProfileValue value) {
        return new SignalAnswer(
                value.text(),
                value.number(2) == 0 ? SignalSeverity.HIGH : SignalSeverity.ofCode(value.number(2) - 1),
                value.number(1) == 0,
                value.number(0));
    }

    boolean appliesAt(long second) {
        return second <= until;
    }

    /** Returns the severity of a signal, adjusted by this answer. */
    SignalSeverity adjust(SignalSeverity severity) {
        if (!expected) {
            return switch (severity) {
                case LOW -> SignalSeverity.MEDIUM;
                case MEDIUM, HIGH -> SignalSeverity.HIGH;
                case CRITICAL -> SignalSeverity.CRITICAL;
            };
        }
        boolean covered = severity != SignalSeverity.CRITICAL && severity.compareTo(upTo) <= 0;
        return covered ? SignalSeverity.LOW : severity;
    }
}

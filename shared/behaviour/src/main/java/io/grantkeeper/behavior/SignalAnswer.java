package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.Register;
import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * What a person said about signals of one type and one identity. It is bounded: it applies for 90 days. An expected signal
 * is of low severity if it is at most as severe as the one that the person saw; a critical one stays critical. A signal
 * that was not expected is one level more severe, at most high.
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

    /** Returns the stored form. Of two answers, the later one is larger; at the same time, "not expected" is. */
    public Register register() {
        return Register.of(type, until, expected ? 0 : 1, upTo.code() + 1);
    }

    static SignalAnswer of(Register value) {
        return new SignalAnswer(
                value.text(),
                value.number(2) == 0 ? SignalSeverity.HIGH : SignalSeverity.ofCode(value.number(2) - 1),
                value.number(1) == 0,
                value.number(0));
    }

    boolean appliesAt(long second) {
        return second <= until;
    }

    /** Returns the severity of a signal after this answer. */
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

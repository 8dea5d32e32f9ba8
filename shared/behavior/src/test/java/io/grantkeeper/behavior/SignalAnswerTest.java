package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalAnswerTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "MEDIUM, true, LOW, LOW",
        "MEDIUM, true, MEDIUM, LOW",
        "MEDIUM, true, HIGH, HIGH",
        "MEDIUM, true, CRITICAL, CRITICAL",
        "HIGH, true, HIGH, LOW",
        "CRITICAL, true, HIGH, LOW",
        "CRITICAL, true, CRITICAL, CRITICAL",
        "MEDIUM, false, LOW, MEDIUM",
        "MEDIUM, false, MEDIUM, HIGH",
        "CRITICAL, false, HIGH, HIGH",
        "LOW, false, CRITICAL, CRITICAL",
    })
    void adjustsSeverityWithinBounds(Severity seen, boolean expected, SignalSeverity before, SignalSeverity after) {
        SignalAnswer answer = SignalAnswer.to("burst", seen, expected, NOON);
        assertThat(answer.adjust(before)).isEqualTo(after);
    }

    @Test
    void appliesForNinetyDays() {
        SignalAnswer answer = SignalAnswer.to("burst", Severity.HIGH, true, NOON);
        assertThat(answer.appliesAt(NOON.plus(Duration.ofDays(90)).getEpochSecond()))
                .isTrue();
        assertThat(answer.appliesAt(NOON.plus(Duration.ofDays(90)).getEpochSecond() + 1))
                .isFalse();
    }

    @Test
    void laterAnswerReplacesEarlierOneAndUnexpectedWinsTie() {
        SignalAnswer yes = SignalAnswer.to("burst", Severity.HIGH, true, NOON);
        SignalAnswer no = SignalAnswer.to("burst", Severity.HIGH, false, NOON);
        SignalAnswer later = SignalAnswer.to("burst", Severity.MEDIUM, true, NOON.plusSeconds(1));
        assertThat(no.register()).isGreaterThan(yes.register());
        assertThat(later.register()).isGreaterThan(no.register());
    }

    @Property(seed = "57", tries = 200)
    void isUnchangedAfterStorage(@ForAll Severity seen, @ForAll boolean expected) {
        SignalAnswer answer = SignalAnswer.to("new-place", seen, expected, NOON);
        assertThat(SignalAnswer.of(answer.register())).isEqualTo(answer);
    }
}

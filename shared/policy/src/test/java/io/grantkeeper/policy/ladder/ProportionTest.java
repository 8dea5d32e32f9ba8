package io.grantkeeper.policy.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A share")
class ProportionTest {
    /**
     * Compares the results with published values of Wilson's 95% confidence interval: Newcombe, Statistics in Medicine
     * 17 (1998), table I, method 3.
     */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void matchesPublishedIntervals(long part, long whole, double low, double high) {
        Proportion share = new Proportion(part, whole);
        assertThat(share.lowerBound()).isCloseTo(low, within(0.00006));
        assertThat(share.upperBound()).isCloseTo(high, within(0.00006));
    }

    @Test
    void intervalIsWidestWithoutObservations() {
        assertThat(new Proportion(0, 0).lowerBound()).isZero();
        assertThat(new Proportion(0, 0).upperBound()).isEqualTo(1);
    }

    @Test
    void intervalNarrowsWithMoreObservations() {
        double wide = new Proportion(1, 100).upperBound();
        double narrow = new Proportion(100, 10_000).upperBound();
        assertThat(narrow).isLessThan(wide).isGreaterThan(0.01);
    }

    @Test
    void rejectsPartLargerThanWhole() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("3 cannot be part of 2");
    }

    @Test
    void formatsIndependentlyOfLocale() {
        assertThat(new Proportion(3, 12_450).inWords()).isEqualTo("3 of 12,450 (0.02 %; between 0.01 % and 0.07 %)");
        assertThat(new Proportion(0, 0).inWords()).isEqualTo("none seen");
    }
}

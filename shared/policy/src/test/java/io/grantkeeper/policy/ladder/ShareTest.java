package io.grantkeeper.policy.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A share")
class ShareTest {
    /** Published values of Wilson's 95 % interval: Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void hasTheIntervalThatIsPublishedForIt(long part, long whole, double low, double high) {
        Share share = new Share(part, whole);
        assertThat(share.low()).isCloseTo(low, within(0.00006));
        assertThat(share.high()).isCloseTo(high, within(0.00006));
    }

    @Test
    void ofNothingSaysNothingAboutTheRate() {
        assertThat(new Share(0, 0).low()).isZero();
        assertThat(new Share(0, 0).high()).isEqualTo(1);
    }

    @Test
    void knowsMoreTheMoreItHasSeen() {
        double wide = new Share(1, 100).high();
        double narrow = new Share(100, 10_000).high();
        assertThat(narrow).isLessThan(wide).isGreaterThan(0.01);
    }

    @Test
    void isNeverMoreThanTheWhole() {
        assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("3 cannot be part of 2");
    }

    @Test
    void readsWellWhateverTheLocale() {
        assertThat(new Share(3, 12_450).inWords()).isEqualTo("3 of 12,450 (0.02 %; between 0.01 % and 0.07 %)");
        assertThat(new Share(0, 0).inWords()).isEqualTo("none seen");
    }
}

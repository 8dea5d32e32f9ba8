package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.HourlySeries.Rise;
import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class HourlySeriesTest {
    private static final long START = 480_000;
    private static final int THREE_WEEKS = 21 * 24;

    /** Returns the rises in hours with the given counts; hours without a count are omitted. */
    private static List<Rise> rises(HourlySeries series, int from, int to, IntUnaryOperator counts) {
        List<Rise> rises = new ArrayList<>();
        for (int hour = from; hour < to; hour++) {
            for (int i = 0; i < counts.applyAsInt(hour); i++) {
                Rise rise = series.add(START + hour);
                if (rise != null) {
                    rises.add(rise);
                }
            }
        }
        return rises;
    }

    private static int usual(int hour) {
        return 20 + hour * 7 % 11 + (hour % 24 > 8 && hour % 24 < 18 ? 10 : 0);
    }

    @Test
    void reportsHourFarAboveAllEarlierOnes() {
        HourlySeries series = new HourlySeries();
        List<Rise> rises = rises(series, 0, THREE_WEEKS + 2, hour -> hour == THREE_WEEKS ? 100 : usual(hour));

        assertThat(rises).singleElement().satisfies(rise -> {
            assertThat(rise.bits()).isGreaterThan(TimeSeriesSurprise.NEWS);
            assertThat(rise.hours()).isGreaterThan(400);
        });
    }

    @Test
    void reportsRiseOverSeveralHoursEvenIfNoHourIsExtreme() {
        HourlySeries series = new HourlySeries();
        assertThat(rises(series, 0, THREE_WEEKS + 12, hour -> usual(hour) + (hour >= THREE_WEEKS ? 20 : 0)))
                .isNotEmpty();
    }

    @Test
    void reportsNothingIfActivityFollowsDailyRhythm() {
        assertThat(rises(new HourlySeries(), 0, 3 * THREE_WEEKS, HourlySeriesTest::usual))
                .isEmpty();
    }

    @Test
    void doesNotReportDropsInActivity() {
        assertThat(rises(new HourlySeries(), 0, THREE_WEEKS + 24, hour -> hour >= THREE_WEEKS ? 1 : usual(hour)))
                .isEmpty();
    }

    @Test
    void doesNotJudgeIdentityThatPauses() {
        assertThat(rises(
                        new HourlySeries(),
                        0,
                        THREE_WEEKS + 2,
                        hour -> hour == THREE_WEEKS + 1 ? 200 : hour % 24 < 12 ? 0 : usual(hour)))
                .isEmpty();
    }

    @Test
    void judgesSeriesIdenticallyAfterItWasStored() {
        HourlySeries series = new HourlySeries();
        rises(series, 0, THREE_WEEKS, HourlySeriesTest::usual);
        StoredProfile.Builder stored = StoredProfile.builder();
        series.save(stored);
        byte[] bytes = ProfileCodec.encode(stored.build(), ProfileCodec.LIMIT);
        HourlySeries loaded = new HourlySeries();
        loaded.load(ProfileCodec.decode(bytes));

        assertThat(bytes).hasSizeLessThan(900);
        assertThat(rises(loaded, THREE_WEEKS, THREE_WEEKS + 3, hour -> hour == THREE_WEEKS + 1 ? 100 : usual(hour)))
                .hasSize(1);
    }
}

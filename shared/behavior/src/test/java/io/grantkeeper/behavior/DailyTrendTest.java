package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DailyTrendTest {
    /** Wednesday, 21 January 1970. */
    private static final int TODAY = 20;

    private static boolean rises(IntUnaryOperator onDay) {
        return rises(onDay, TODAY);
    }

    private static boolean rises(IntUnaryOperator onDay, int day) {
        DailyTrend trend = DailyTrend.endingOn(onDay, day, 24);
        return trend != null && onDay.applyAsInt(day) >= trend.needed();
    }

    /** Returns daily counts that grow by a factor each day, starting four days before today. */
    private static IntUnaryOperator growing(double factor) {
        return day -> day < TODAY - 30 ? 0 : (int) Math.round(20 * Math.pow(factor, Math.max(0, day - (TODAY - 5))));
    }

    @Test
    void reportsGrowthOf20PercentPerDayButNotOf2Percent() {
        assertThat(rises(growing(1.2))).isTrue();
        assertThat(rises(growing(1.02))).isFalse();
        assertThat(rises(growing(1))).isFalse();
    }

    @Test
    void statesEarlierDaysAndUsualCount() {
        DailyTrend trend = DailyTrend.endingOn(growing(1.2), TODAY, 24);
        assertThat(trend).isNotNull();
        assertThat(trend.before()).containsExactly(35, 41);
        assertThat(trend.usual()).isEqualTo(20);
    }

    @Test
    void riseIsReachedOnlyWhenCountCrossesMinimum() {
        DailyTrend trend = DailyTrend.endingOn(growing(1.2), TODAY, 24);
        assertThat(trend).isNotNull();
        assertThat(trend.needed()).isEqualTo(35);
        assertThat(trend.isReached(34, 35)).isTrue();
        assertThat(trend.isReached(33, 34)).isFalse();
        assertThat(trend.isReached(35, 36)).isFalse();
        assertThat(trend.isReached(30, 60)).isTrue();
    }

    @Test
    void comparesTwoDaysIfDayBeforeThemWasUsual() {
        // Wednesday, 21 January 1970, after a usual Monday.
        DailyTrend trend = DailyTrend.endingOn(day -> day == TODAY ? 60 : day == TODAY - 1 ? 40 : 20, TODAY, 24);
        assertThat(trend).isNotNull();
        assertThat(trend.before()).containsExactly(40);
        assertThat(trend.needed()).isLessThanOrEqualTo(60);
    }

    @Test
    void capsDailyCountAtTwiceCountOfPreviousDay() {
        assertThat(rises(day -> day == TODAY ? 500 : day == TODAY - 1 ? 8 : 6)).isFalse();
    }

    @Test
    void doesNotReportTwoLargeDaysAtTurnOfMonth() {
        int lastOfJanuary = 30;
        IntUnaryOperator large = day -> day >= lastOfJanuary - 1 ? 50 : 20;
        assertThat(rises(large, lastOfJanuary)).isFalse();
        assertThat(rises(day -> large.applyAsInt(day + 5), lastOfJanuary - 5)).isTrue();
    }

    @Test
    void doesNotReportSingleLargeDay() {
        assertThat(rises(day -> day == TODAY ? 500 : 20)).isFalse();
        assertThat(rises(day -> day == TODAY - 2 ? 500 : 20)).isFalse();
    }

    @Test
    void comparesWorkdaysOnlyWithWorkdays() {
        // A Monday after a quiet weekend.
        int monday = 18;
        IntUnaryOperator office = day -> ActivityRates.isWeekend(day) ? 2 : 40;
        assertThat(rises(office, monday)).isFalse();
        IntUnaryOperator rising = day -> ActivityRates.isWeekend(day) ? 2 : day > monday - 5 ? 90 : 40;
        assertThat(rises(rising, monday)).isTrue();
    }

    @Test
    void doesNotReportRiseWithoutEnoughHistory() {
        assertThat(rises(day -> day > TODAY - 3 ? 90 : day > TODAY - 8 ? 20 : 0))
                .isFalse();
    }

    @Property(seed = "57", tries = 300)
    void doesNotReportRandomVariation(@ForAll @IntRange(min = 5, max = 200) int level, @ForAll int seed) {
        IntUnaryOperator scattered = day -> {
            int mixed = Math.floorMod(((day * 0x9E3779B9 + seed) * 0x85EBCA6B) >>> 7, 2 * level);
            return level / 2 + mixed / 2;
        };
        assertThat(rises(scattered)).isFalse();
    }
}

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
        return DailyTrend.endingOn(onDay, TODAY, 24) != null;
    }

    /** A level that grows by a factor each day from four days before today. */
    private static IntUnaryOperator growing(double factor) {
        return day -> day < TODAY - 30 ? 0 : (int) Math.round(20 * Math.pow(factor, Math.max(0, day - (TODAY - 5))));
    }

    @Test
    void reportsARiseOfAFifthADayAndNotOneOfAFiftieth() {
        assertThat(rises(growing(1.2))).isTrue();
        assertThat(rises(growing(1.02))).isFalse();
        assertThat(rises(growing(1))).isFalse();
    }

    @Test
    void statesTheDaysAndWhatWasUsual() {
        DailyTrend trend = DailyTrend.endingOn(growing(1.2), TODAY, 24);
        assertThat(trend).isNotNull();
        assertThat(trend.days()).containsExactly(35, 41, 50);
        assertThat(trend.usual()).isEqualTo(20);
    }

    @Test
    void oneLargeDayIsNoRise() {
        assertThat(rises(day -> day == TODAY ? 500 : 20)).isFalse();
        assertThat(rises(day -> day == TODAY - 2 ? 500 : 20)).isFalse();
    }

    @Test
    void comparesWorkdaysWithWorkdays() {
        // A Monday after a quiet weekend.
        int monday = 18;
        IntUnaryOperator office = day -> RateTrack.isWeekend(day) ? 2 : 40;
        assertThat(DailyTrend.endingOn(office, monday, 24)).isNull();
        IntUnaryOperator rising = day -> RateTrack.isWeekend(day) ? 2 : day > monday - 5 ? 90 : 40;
        assertThat(DailyTrend.endingOn(rising, monday, 24)).isNotNull();
    }

    @Test
    void needsHistory() {
        assertThat(rises(day -> day > TODAY - 3 ? 90 : day > TODAY - 8 ? 20 : 0))
                .isFalse();
    }

    @Property(seed = "57", tries = 300)
    void scatterIsNoRise(@ForAll @IntRange(min = 5, max = 200) int level, @ForAll int seed) {
        IntUnaryOperator scattered = day -> {
            int mixed = Math.floorMod(((day * 0x9E3779B9 + seed) * 0x85EBCA6B) >>> 7, 2 * level);
            return level / 2 + mixed / 2;
        };
        assertThat(rises(scattered)).isFalse();
    }
}

package io.grantkeeper.behavior;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A rise over three days that is too steep for chance: slow growth that no single day shows. It compares the last three
 * complete days of one kind (workdays or weekend days; all days, if an identity does the same on both) with the four weeks
 * before.
 *
 * @param days the counts of the last three days, the earliest first
 * @param usual the median of the days before
 * @param compared the number of the days before
 */
record DailyTrend(List<Integer> days, int usual, int compared) {
    private static final int RECENT = 3;
    private static final int WEEKS_BACK = 28;

    /** How much three days together exceed three usual days. Ordinary growth stays below. */
    private static final double LEAST_RATIO = 1.7;

    /** How much each of the three days exceeds a usual one. */
    private static final double LEAST_RATIO_OF_A_DAY = 1.25;

    /** Standard deviations of the sum of three days, from the dispersion of the days before. */
    private static final double LEAST_DEVIATIONS = 5;

    /**
     * Returns the rise that ends on a day.
     *
     * @param onDay returns the count of a day
     * @param least the least sum of three days that is worth a comparison
     * @return null if there is no rise, or too little history
     */
    static @Nullable DailyTrend endingOn(IntUnaryOperator onDay, int day, int least) {
        boolean alike = isAlike(onDay, day);
        int[] recent = new int[RECENT];
        int found = 0;
        int earliest = day;
        for (int each = day; found < RECENT && each > day - 8; each--) {
            if (alike || RateTrack.isWeekend(each) == RateTrack.isWeekend(day)) {
                recent[RECENT - 1 - found++] = onDay.applyAsInt(each);
                earliest = each;
            }
        }
        int sum = Arrays.stream(recent).sum();
        if (found < RECENT || sum < least || recent[RECENT - 1] < recent[0]) {
            return null;
        }
        int[] before = before(onDay, earliest, alike, RateTrack.isWeekend(day));
        if (before.length < 6) {
            return null;
        }
        int usual = before[before.length / 2];
        // The largest day is left out: a month end is no reason to miss a rise.
        int compared = before.length - 1;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < compared; i++) {
            mean += before[i];
            squares += (double) before[i] * before[i];
        }
        mean /= compared;
        double variance = Math.max(mean, squares / compared - mean * mean);
        double expected = RECENT * Math.max(mean, (double) usual);
        boolean eachDay = Arrays.stream(recent).allMatch(count -> count >= LEAST_RATIO_OF_A_DAY * usual);
        boolean steep =
                sum >= LEAST_RATIO * expected && sum - expected >= LEAST_DEVIATIONS * Math.sqrt(RECENT * variance);
        return eachDay && steep ? new DailyTrend(Arrays.stream(recent).boxed().toList(), usual, before.length) : null;
    }

    /** Returns the counts of active days of a kind before a day, in ascending order. */
    private static int[] before(IntUnaryOperator onDay, int day, boolean alike, boolean weekend) {
        int[] counts = new int[WEEKS_BACK];
        int found = 0;
        for (int back = 1; back <= WEEKS_BACK; back++) {
            int count = onDay.applyAsInt(day - back);
            if (count > 0 && (alike || RateTrack.isWeekend(day - back) == weekend)) {
                counts[found++] = count;
            }
        }
        int[] sorted = Arrays.copyOf(counts, found);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns whether weekend days are like workdays. */
    private static boolean isAlike(IntUnaryOperator onDay, int day) {
        int[] work = before(onDay, day, false, false);
        int[] rest = before(onDay, day, false, true);
        if (work.length < 6 || rest.length < 3) {
            return false;
        }
        double ratio = (double) rest[rest.length / 2] / work[work.length / 2];
        return ratio > 0.6 && ratio < 1.6;
    }
}

package io.grantkeeper.behavior;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A rise over two or three days that is too steep to be chance, even if no single day is conspicuous. A day and the one
 * or two days before it are compared with the preceding four weeks. Only days of the same kind (workdays or weekend
 * days) are compared, or all days if an identity does the same on both. Each condition is a lower limit for the last
 * day's count, so that a rise is detected as soon as that count reaches {@link #needed}, not only when the day is over.
 *
 * @param before the counts of the one or two days before, the earlier one first
 * @param needed the minimum count on the last day for a rise
 * @param usual the median of the four weeks before
 * @param compared the number of days in these weeks that are compared
 */
record DailyTrend(List<Integer> before, int needed, int usual, int compared) {
    private static final int WEEKS_BACK = 28;

    /**
     * The maximum number of days that are compared, including the day itself: four weeks, and up to two days before the
     * day, which can be up to a week earlier.
     */
    static final int MOST_DAYS = WEEKS_BACK + 8;

    /**
     * The minimum ratio between the total of the rising days and the total of the same number of usual days. Ordinary
     * growth
     * stays below it.
     */
    private static final double LEAST_RATIO = 1.7;

    /** The minimum ratio between the count of each day of the rise and the count of a usual day. */
    private static final double LEAST_RATIO_OF_A_DAY = 1.25;

    /**
     * The maximum count that a day contributes, as a multiple of the previous day's count, because one large day is not
     * growth.
     */
    private static final double MOST_RATIO_OF_A_DAY = 2;

    /**
     * The minimum deviation of the total of the rising days, in standard deviations, which are estimated from the
     * dispersion
     * of the days before.
     */
    private static final double LEAST_DEVIATIONS = 4.5;

    /**
     * Returns the trend that ends on a day, with the count that the day must reach for a rise.
     *
     * @param onDay returns the count of a day; the count of the day itself is not needed
     * @param least the minimum sum of the days that is worth a comparison
     * @return the trend; null if no count would be a rise, because there is too little history or the day before was a
     *     usual one
     */
    static @Nullable DailyTrend endingOn(IntUnaryOperator onDay, int day, int least) {
        boolean alike = isAlike(onDay, day);
        DailyTrend two = isTurnOfMonth(day) ? null : endingOn(onDay, day, least, alike, 1);
        DailyTrend three = endingOn(onDay, day, least, alike, 2);
        return three == null || (two != null && two.needed <= three.needed) ? two : three;
    }

    private static @Nullable DailyTrend endingOn(
            IntUnaryOperator onDay, int day, int least, boolean alike, int daysBefore) {
        boolean weekend = ActivityRates.isWeekend(day);
        int[] earlier = new int[daysBefore];
        int found = 0;
        int earliest = day;
        for (int each = day - 1; found < daysBefore && each > day - 8; each--) {
            if (alike || ActivityRates.isWeekend(each) == weekend) {
                earlier[daysBefore - 1 - found++] = onDay.applyAsInt(each);
                earliest = each;
            }
        }
        if (found < daysBefore) {
            return null;
        }
        int[] weeks = weeksBefore(onDay, earliest, alike, weekend);
        if (weeks.length < 6) {
            return null;
        }
        int usual = weeks[weeks.length / 2];
        if (Arrays.stream(earlier).anyMatch(count -> count < LEAST_RATIO_OF_A_DAY * usual)) {
            return null;
        }
        int last = earlier[daysBefore - 1];
        double sum = earlier[0];
        for (int i = 1; i < daysBefore; i++) {
            sum += Math.min(earlier[i], MOST_RATIO_OF_A_DAY * earlier[i - 1]);
        }
        double missing = Math.max(least, steep(weeks, daysBefore + 1)) - sum;
        if (missing > MOST_RATIO_OF_A_DAY * last) {
            return null;
        }
        double needed = Math.max(missing, Math.max(LEAST_RATIO_OF_A_DAY * usual, (double) earlier[0]));
        return new DailyTrend(
                Arrays.stream(earlier).boxed().toList(), (int) Math.ceil(Math.max(1, needed)), usual, weeks.length);
    }

    /**
     * Returns whether a day is one of the last two or the first two days of a month, when large batches on two
     * consecutive days are common.
     */
    static boolean isTurnOfMonth(int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        return day.getDayOfMonth() <= 2 || day.getDayOfMonth() >= day.lengthOfMonth() - 1;
    }

    /** Returns the lowest sum over a number of days that is too high to be chance. */
    private static double steep(int[] weeks, int days) {
        // The largest day is left out: a month end is no reason to miss a rise.
        int compared = weeks.length - 1;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < compared; i++) {
            mean += weeks[i];
            squares += (double) weeks[i] * weeks[i];
        }
        mean /= compared;
        double variance = Math.max(mean, squares / compared - mean * mean);
        double expected = days * Math.max(mean, (double) weeks[weeks.length / 2]);
        return Math.max(LEAST_RATIO * expected, expected + LEAST_DEVIATIONS * Math.sqrt(days * variance));
    }

    /** Returns whether the last day's count becomes a rise when it grows from one value to the other. */
    boolean isReached(int from, int to) {
        return from < needed && to >= needed;
    }

    /**
     * Returns the counts of the active days in the four weeks before a day, in ascending order. Unless the two kinds of
     * days
     * are alike, includes only workdays or only weekend days.
     */
    private static int[] weeksBefore(IntUnaryOperator onDay, int day, boolean alike, boolean weekend) {
        int[] counts = new int[WEEKS_BACK];
        int found = 0;
        for (int back = 1; back <= WEEKS_BACK; back++) {
            int count = onDay.applyAsInt(day - back);
            if (count > 0 && (alike || ActivityRates.isWeekend(day - back) == weekend)) {
                counts[found++] = count;
            }
        }
        int[] sorted = Arrays.copyOf(counts, found);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns whether weekend days are similar to workdays. */
    private static boolean isAlike(IntUnaryOperator onDay, int day) {
        int[] work = weeksBefore(onDay, day, false, false);
        int[] rest = weeksBefore(onDay, day, false, true);
        if (work.length < 6 || rest.length < 3) {
            return false;
        }
        double ratio = (double) rest[rest.length / 2] / work[work.length / 2];
        return ratio > 0.6 && ratio < 1.6;
    }
}

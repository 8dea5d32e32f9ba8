package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;
import java.util.Arrays;

/**
 * An identity's rates of one kind of activity: per hour, to detect bursts, and per day, to detect changes in level.
 * Only distinct events are counted, because duplicates have been removed.
 */
final class ActivityRates {
    private static final int DAYS = 36;
    private static final double HALF_LIFE_DAYS = 30;

    /**
     * The minimum number of runs for a schedule to be recognized. The next constants are the minimum number of
     * activities in a run and the maximum difference between runs.
     */
    private static final int LEAST_RUNS = 10;

    private static final double LEAST_OF_A_RUN = 3;
    private static final double MOST_SPREAD = 1.25;
    private static final long LONGEST_RUN_SECONDS = 1_200;

    private long hour = Long.MIN_VALUE;
    private long inHour;
    /** The time of the first activity in the current hour, in seconds since 1970. */
    private long from;

    /** The longest time from the first to the last activity in an hour, in seconds; negative if unknown. */
    private long longest;

    private double largest;
    private double sumOfSquares;
    private double sum;
    private int hours;
    private final int[] byDay = new int[DAYS];
    private int lastDay = Integer.MIN_VALUE;
    private int firstDay = Integer.MIN_VALUE;

    /**
     * Adds the activities that occurred at the given time. If they arrive after the end of their hour, they count only
     * toward their day.
     *
     * @param second the time, in seconds since 1970
     * @param amount the number of activities
     */
    void add(long second, long amount) {
        long atHour = Math.floorDiv(second, 3_600L);
        int day = (int) (atHour / 24);
        advance(day);
        if (day > lastDay - DAYS) {
            int slot = Math.floorMod(day, DAYS);
            byDay[slot] = (int) Math.min(Integer.MAX_VALUE, byDay[slot] + amount);
        }
        if (atHour > hour) {
            close();
            hour = atHour;
            inHour = amount;
            from = second;
        } else if (atHour == hour) {
            inHour += amount;
            longest = longest < 0 ? longest : Math.max(longest, Math.abs(second - from));
        }
    }

    private void close() {
        if (inHour > 0) {
            largest = Math.max(largest, (double) inHour);
            sum += inHour;
            sumOfSquares += (double) inHour * inHour;
            hours++;
        }
        inHour = 0;
    }

    private void advance(int day) {
        if (lastDay == Integer.MIN_VALUE) {
            firstDay = day;
            lastDay = day;
        }
        if (day > lastDay) {
            int passed = day - lastDay;
            double fade = Math.pow(0.5, passed / HALF_LIFE_DAYS);
            largest *= fade < 0.97 ? Math.max(fade, 0.5) : 1;
            for (int i = 1; i <= Math.min(passed, DAYS); i++) {
                byDay[Math.floorMod(lastDay + i, DAYS)] = 0;
            }
            lastDay = day;
        }
    }

    /** Returns the count in the current hour. */
    long inHour() {
        return inHour;
    }

    /** Returns the largest count in any earlier hour. Old counts fade with a half-life of 30 days. */
    double largestHour() {
        return largest;
    }

    /** Returns the mean count of the hours with activity. */
    double meanHour() {
        return hours == 0 ? 0 : sum / hours;
    }

    int hours() {
        return hours;
    }

    /**
     * Returns the count that an hour exceeds with a probability of less than one in a million. It is calculated from
     * the mean and the dispersion of earlier hours as the tail of a negative binomial distribution, which is
     * approximated by its moments.
     */
    double extremeHour() {
        double mean = meanHour();
        double variance = hours < 2 ? mean : Math.max(mean, sumOfSquares / hours - mean * mean);
        return mean + 5 * Math.sqrt(variance) + variance / Math.max(1, mean) * 2;
    }

    /**
     * Returns whether the identity behaves like a scheduled job: in each active hour, it does about the same amount
     * within a short time. If such an identity does more on one day, the job ran more often. A single activity in each
     * hour does not indicate a schedule.
     */
    boolean isClockwork() {
        double most = Math.max(largest, (double) inHour);
        return hours >= LEAST_RUNS
                && longest >= 0
                && longest <= LONGEST_RUN_SECONDS
                && meanHour() >= LEAST_OF_A_RUN
                && most <= MOST_SPREAD * meanHour();
    }

    int onDay(int day) {
        return day > lastDay - DAYS && day <= lastDay && day >= firstDay ? byDay[Math.floorMod(day, DAYS)] : 0;
    }

    /**
     * Returns the usual and the largest count among the active days of the same kind (workday or weekend) from 28 to 3
     * days before; null if there are fewer than five such days.
     */
    double @org.jspecify.annotations.Nullable [] usualDay(int day) {
        int[] counts = new int[28];
        int found = 0;
        boolean weekend = isWeekend(day);
        for (int back = 3; back <= 28; back++) {
            int count = onDay(day - back);
            if (isWeekend(day - back) == weekend && count > 0) {
                counts[found++] = count;
            }
        }
        if (found < (weekend ? 3 : 6)) {
            return null;
        }
        Arrays.sort(counts, 0, found);
        return new double[] {counts[found / 2], counts[found - 1], found};
    }

    /** Adds the counts to a stored profile. */
    void save(StoredProfile.Builder stored, String name) {
        stored.add(
                ProfileSection.TRACKS,
                TextHashes.of(name),
                ProfileValue.of(
                        name,
                        hour,
                        inHour,
                        hours,
                        Double.doubleToLongBits(sum),
                        Double.doubleToLongBits(sumOfSquares),
                        Double.doubleToLongBits(largest),
                        lastDay,
                        firstDay,
                        from,
                        longest + 1));
        if (lastDay != Integer.MIN_VALUE) {
            for (int day = Math.max(firstDay, lastDay - DAYS + 1); day <= lastDay; day++) {
                if (onDay(day) > 0) {
                    stored.add(ProfileSection.DAYS, dayKey(name, day), ProfileValue.of(onDay(day)));
                }
            }
        }
    }

    /** Returns the counts of a stored profile. */
    static ActivityRates load(StoredProfile stored, ProfileValue summary) {
        ActivityRates track = new ActivityRates();
        track.hour = summary.number(0);
        track.inHour = summary.number(1);
        track.hours = (int) summary.number(2);
        track.sum = Double.longBitsToDouble(summary.number(3));
        track.sumOfSquares = Double.longBitsToDouble(summary.number(4));
        track.largest = Double.longBitsToDouble(summary.number(5));
        track.lastDay = (int) summary.number(6);
        track.firstDay = (int) summary.number(7);
        track.from = summary.number(8);
        track.longest = summary.number(9) - 1;
        if (track.lastDay != Integer.MIN_VALUE) {
            for (int day = Math.max(track.firstDay, track.lastDay - DAYS + 1); day <= track.lastDay; day++) {
                int counted = stored.find(ProfileSection.DAYS, dayKey(summary.text(), day))
                        .map(value -> (int) value.number(0))
                        .orElse(0);
                track.byDay[Math.floorMod(day, DAYS)] = counted;
            }
        }
        return track;
    }

    /**
     * Returns the key of a day's count: the day, so that the latest days are retained, and a part of the name's hash.
     */
    private static long dayKey(String name, int day) {
        return ((long) day << 12) | (TextHashes.of(name) & 0xFFF);
    }

    /** Returns the day of a key that {@link #save} used. */
    static int dayOf(long key) {
        return (int) (key >> 12);
    }

    static boolean isWeekend(int day) {
        int weekday = Math.floorMod(day + 4, 7);
        return weekday == 0 || weekday == 6;
    }
}

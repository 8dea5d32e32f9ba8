package io.grantkeeper.behavior;

import java.util.Arrays;

/**
 * How much of one thing an identity does: by hour for bursts, and by day for changes of level. Counts are of distinct
 * events, because duplicates are removed before.
 */
final class RateTrack {
    private static final int DAYS = 36;
    private static final double HALF_LIFE_DAYS = 30;

    private long hour = Long.MIN_VALUE;
    private long inHour;
    private double largest;
    private double sumOfSquares;
    private double sum;
    private int hours;
    private final int[] byDay = new int[DAYS];
    private int lastDay = Integer.MIN_VALUE;
    private int firstDay = Integer.MIN_VALUE;

    /** Adds an amount at an hour since 1970. A late amount counts for its day only. */
    void add(long atHour, long amount) {
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
        } else if (atHour == hour) {
            inHour += amount;
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

    /** Returns the largest count in any earlier hour; old counts fade with a half-life of 30 days. */
    double largestHour() {
        return largest;
    }

    /** Returns the mean count of an hour in which anything happened. */
    double meanHour() {
        return hours == 0 ? 0 : sum / hours;
    }

    int hours() {
        return hours;
    }

    /**
     * Returns the count that an hour exceeds with a probability of less than one in a million, from the mean and the
     * dispersion of earlier hours, as the tail of a negative binomial distribution approximated by its moments.
     */
    double extremeHour() {
        double mean = meanHour();
        double variance = hours < 2 ? mean : Math.max(mean, sumOfSquares / hours - mean * mean);
        return mean + 5 * Math.sqrt(variance) + variance / Math.max(1, mean) * 2;
    }

    int onDay(int day) {
        return day > lastDay - DAYS && day <= lastDay && day >= firstDay ? byDay[Math.floorMod(day, DAYS)] : 0;
    }

    /**
     * Returns the usual and the largest count of a day of the same kind (workday or weekend) among those from 28 to 3 days
     * before, or null if there are fewer than five such days with activity.
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

    static boolean isWeekend(int day) {
        int weekday = Math.floorMod(day + 4, 7);
        return weekday == 0 || weekday == 6;
    }
}

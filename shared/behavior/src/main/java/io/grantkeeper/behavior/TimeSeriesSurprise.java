package io.grantkeeper.behavior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Determines how surprising the latest values of a dense series are, such as the counts of consecutive hours, from how
 * rarely the series has departed this far from what is usual. Each value is judged in eleven views. Nine views compare
 * the mean of the last 1, 6 and 24 values with the long-run mean, with the same hour of the day, and with the same
 * number of preceding values. Two views use the spread of the last 6 and 24 values. For each view, the five largest
 * departures so far are remembered. If a departure is larger, its surprise, in bits, follows from the tail that these
 * five describe (Hill's estimator); the bits of all views are added. Memory is bounded, later values are never used,
 * and there are no settings per series.
 */
final class TimeSeriesSurprise {
    /** The minimum sum of bits at which a departure is worth reporting. {@code NabTest} describes how it was chosen. */
    static final double NEWS = 48;

    private static final int[] WINDOWS = {1, 6, 24};
    private static final int REFERENCES = 3;
    private static final int SPREADS = 2;
    static final int VIEWS = WINDOWS.length * REFERENCES + SPREADS;
    private static final int HOURS = 24;

    /** The number of values in the stored state of a series that is judged only for rises. */
    static final int STATE = 5 + 3 + SPREADS + 48 + 3 * HOURS + HOURS + VIEWS * 8;

    private static final int LARGEST = 5;
    private static final int NONE = -1;

    /** The number of values before the first result. */
    private static final int WARM_UP = 150;

    /**
     * The minimum weight of a new value in the long-run mean. The next constant is the minimum weight in the mean of an
     * hour of the day.
     */
    private static final double LONG_RUN = 0.001;

    private static final double SAME_HOUR = 0.008;

    /** The factor by which remembered departures fade with each value; they halve in 4,600 values. */
    private static final double FADING = 0.99985;

    /** The number of values within which departures count as one. */
    private static final int APART = 12;

    private static final double LEAST_TAIL = 0.08;
    private static final double LEAST_DEPARTURE = 0.02;
    private static final double LEAST_SPREAD = 0.1;

    /**
     * The period after a reported departure in which only a larger departure is worth reporting, as a share of all
     * values so
     * far.
     */
    private static final double QUIET_SHARE = 0.1;

    private static final int LEAST_QUIET = 30;
    private static final double LARGER = 1.3;

    /** The minimum number of bits of a departure that makes later departures less surprising. */
    private static final double NOTICED = 15;

    private final boolean falls;
    private final double[] recent = new double[2 * WINDOWS[WINDOWS.length - 1]];
    private final double[][] sameHour = new double[WINDOWS.length][HOURS];
    private final int[] hourCounts = new int[HOURS];
    private final double[] longRun = new double[WINDOWS.length];
    private final double[] usualSpread = new double[SPREADS];
    private final LargestDepartures[] largest;
    /** For each view, the mean of the latest values, or the logarithm of their spread. */
    private final double[] averages = new double[VIEWS];

    private double mean;
    private double variance;
    private int count;
    private double noticedBits;
    private int noticedAt = Integer.MIN_VALUE / 2;
    private int strongest = NONE;
    private double strongestAverage;
    private double strongestUsual;

    /** The largest departures in one view and direction. Of neighboring departures, only the largest is included. */
    private static final class LargestDepartures {
        private final double[] values = new double[LARGEST];
        private int size;
        private int lastAt = Integer.MIN_VALUE / 2;
        private double last;

        double bits(double departure, double chances, double least) {
            if (size < LARGEST) {
                return 0;
            }
            double fifth = Math.max(values[LARGEST - 1], least);
            if (departure <= fifth) {
                return 0;
            }
            double tail = 0;
            for (double value : values) {
                tail += Math.log(Math.max(value, fifth) / fifth) / LARGEST;
            }
            double nats =
                    Math.log(Math.max(1, chances / LARGEST)) + Math.log(departure / fifth) / Math.max(LEAST_TAIL, tail);
            return nats / Math.log(2);
        }

        void add(double departure, int at, int apart) {
            if (at - lastAt >= apart) {
                if (size < LARGEST || departure > values[size - 1]) {
                    insert(departure);
                    last = departure;
                    lastAt = at;
                }
            } else if (departure > last) {
                remove(last);
                insert(departure);
                last = departure;
            }
        }

        private void remove(double departure) {
            for (int i = 0; i < size; i++) {
                if (values[i] == departure) {
                    System.arraycopy(values, i + 1, values, i, size - i - 1);
                    size--;
                    return;
                }
            }
        }

        private void insert(double departure) {
            if (size == LARGEST && departure <= values[size - 1]) {
                return;
            }
            size = Math.min(size + 1, LARGEST);
            int i = size - 1;
            for (; i > 0 && values[i - 1] < departure; i--) {
                values[i] = values[i - 1];
            }
            values[i] = departure;
        }
    }

    /**
     * Creates an empty series.
     *
     * @param falls whether to judge falls as well as rises
     */
    TimeSeriesSurprise(boolean falls) {
        this.falls = falls;
        this.largest = new LargestDepartures[falls ? 2 * VIEWS : VIEWS];
        Arrays.setAll(largest, _ -> new LargestDepartures());
    }

    int count() {
        return count;
    }

    /**
     * The view in which the last departure was most surprising.
     *
     * @param values the number of values in the average
     * @param usual the usual average: in the long run, at that hour, or just before
     */
    record Strongest(int values, double average, double usual) {}

    /**
     * Returns the view in which the last departure was most surprising; null if only the spread of the values was
     * surprising.
     */
    @Nullable
    Strongest strongest() {
        return strongest == NONE
                ? null
                : new Strongest(WINDOWS[strongest / REFERENCES], strongestAverage, strongestUsual);
    }

    /** Returns the state as numbers. The smallest difference that is stored is 2⁻¹². */
    List<Long> state() {
        List<Long> state = new ArrayList<>();
        state.add((long) count);
        state.add((long) noticedAt);
        state.add(fixed(noticedBits));
        state.add(fixed(mean));
        state.add(fixed(variance));
        for (double[] each : List.of(longRun, usualSpread, recent, sameHour[0], sameHour[1], sameHour[2])) {
            Arrays.stream(each).forEach(value -> state.add(fixed(value)));
        }
        Arrays.stream(hourCounts).forEach(value -> state.add((long) value));
        for (LargestDepartures each : largest) {
            state.add((long) each.size);
            state.add((long) each.lastAt);
            state.add(fixed(each.last));
            Arrays.stream(each.values).forEach(value -> state.add(fixed(value)));
        }
        return state;
    }

    /** Returns the series that has this state. */
    static TimeSeriesSurprise of(boolean falls, List<Long> state) {
        TimeSeriesSurprise series = new TimeSeriesSurprise(falls);
        Iterator<Long> numbers = state.iterator();
        series.count = numbers.next().intValue();
        series.noticedAt = numbers.next().intValue();
        series.noticedBits = number(numbers);
        series.mean = number(numbers);
        series.variance = number(numbers);
        for (double[] each : List.of(
                series.longRun,
                series.usualSpread,
                series.recent,
                series.sameHour[0],
                series.sameHour[1],
                series.sameHour[2])) {
            Arrays.setAll(each, _ -> number(numbers));
        }
        Arrays.setAll(series.hourCounts, _ -> numbers.next().intValue());
        for (LargestDepartures each : series.largest) {
            each.size = numbers.next().intValue();
            each.lastAt = numbers.next().intValue();
            each.last = number(numbers);
            Arrays.setAll(each.values, _ -> number(numbers));
        }
        return series;
    }

    private static long fixed(double value) {
        return Math.round(value * 4_096);
    }

    private static double number(Iterator<Long> numbers) {
        return numbers.next() / 4_096.0;
    }

    /**
     * Adds the next value.
     *
     * @param hour the hour of the day
     * @return the surprise in bits; 0 if it is no larger than one that was noticed recently
     */
    double add(int hour, double value) {
        if (count == 0) {
            mean = value;
            Arrays.fill(longRun, value);
        }
        double[] departures = depart(hour, value);
        double fading = Math.pow(FADING, count);
        double deviation = Math.sqrt(variance);
        double bits = 0;
        double most = 0;
        strongest = NONE;
        for (int view = 0; view < VIEWS; view++) {
            double departure = departures[view];
            boolean spread = view >= VIEWS - SPREADS;
            if (departure == 0 || (departure < 0 && !falls)) {
                continue;
            }
            int window = spread ? WINDOWS[view - VIEWS + SPREADS + 1] : WINDOWS[view / REFERENCES];
            int apart = Math.max(APART, window);
            double size = Math.abs(departure) / fading;
            double least = (spread ? LEAST_SPREAD : LEAST_DEPARTURE * deviation) / fading;
            LargestDepartures known = largest[departure > 0 ? view : VIEWS + view];
            double surprise = count < WARM_UP ? 0 : known.bits(size, (double) count / apart, least);
            bits += surprise;
            if (surprise > most && !spread) {
                most = surprise;
                strongest = view;
                strongestAverage = averages[view];
                strongestUsual = averages[view] - departure;
            }
            known.add(size, count, apart);
        }
        double weight = Math.max(LONG_RUN, 1.0 / (count + 1));
        double change = value - mean;
        mean += weight * change;
        variance += weight * (change * change - variance);
        boolean news = isNews(bits);
        count++;
        return news ? bits : 0;
    }

    private boolean isNews(double bits) {
        if (bits < NOTICED) {
            return false;
        }
        int quiet = (int) Math.max(LEAST_QUIET, QUIET_SHARE * count);
        if (count - noticedAt < quiet && bits < LARGER * noticedBits) {
            return false;
        }
        noticedBits = bits;
        noticedAt = count;
        return true;
    }

    /**
     * Returns how far the latest values depart from the usual values in each view, and then includes the latest values
     * in the usual ones.
     */
    private double[] depart(int hour, double value) {
        double[] departures = new double[VIEWS];
        double weight = Math.max(LONG_RUN, 1.0 / (count + 1));
        double deviation = Math.sqrt(variance);
        hourCounts[hour]++;
        recent[count % recent.length] = value;
        for (int i = 0; i < WINDOWS.length; i++) {
            int length = WINDOWS[i];
            int filled = Math.min(count + 1, length);
            double sum = 0;
            double squares = 0;
            for (int back = 0; back < filled; back++) {
                double each = back(back);
                sum += each;
                squares += each * each;
            }
            double average = sum / filled;
            int view = i * REFERENCES;
            Arrays.fill(averages, view, view + REFERENCES, average);
            if (count >= length) {
                departures[view] = average - longRun[i];
            }
            if (hourCounts[hour] > 1) {
                departures[view + 1] = average - sameHour[i][hour];
            }
            if (count >= 2 * length) {
                double before = 0;
                for (int back = length; back < 2 * length; back++) {
                    before += back(back);
                }
                departures[view + 2] = average - before / length;
            }
            if (i > 0) {
                double spread = Math.log(
                        Math.sqrt(Math.max(0, squares / filled - average * average)) + 0.05 * deviation + 1e-9);
                averages[VIEWS - SPREADS + i - 1] = spread;
                if (count > 2 * length) {
                    departures[VIEWS - SPREADS + i - 1] = spread - usualSpread[i - 1];
                }
                if (count >= length) {
                    usualSpread[i - 1] +=
                            Math.max(LONG_RUN, 1.0 / (count - length + 1)) * (spread - usualSpread[i - 1]);
                }
            }
            longRun[i] += weight * (average - longRun[i]);
            double hourWeight = Math.max(SAME_HOUR, 1.0 / hourCounts[hour]);
            sameHour[i][hour] += hourWeight * (average - sameHour[i][hour]);
        }
        return departures;
    }

    private double back(int values) {
        return recent[Math.floorMod(count - values, recent.length)];
    }
}

package io.grantkeeper.behavior;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark (numenta/NAB, MIT license). The first detection in each labeled window
 * counts, and the earlier it is, the more it counts. A false alarm costs more the farther it is after a window. One
 * threshold applies to all files.
 */
final class NabScore {
    private NabScore() {}

    /** The weights of detections, false alarms and misses. */
    record Weights(double detection, double falseAlarm, double miss) {
        static final Weights STANDARD = new Weights(1, 0.11, 1);
        static final Weights FEW_FALSE_ALARMS = new Weights(1, 0.22, 1);
        static final Weights FEW_MISSES = new Weights(1, 0.11, 2);
    }

    /**
     * One series with a detector's scores.
     *
     * @param windows the first and last time of each labeled window
     */
    record Series(String name, List<LocalDateTime> times, List<Double> scores, List<LocalDateTime[]> windows) {}

    /** The effect of one row if the threshold is no higher than the row's score. */
    private record Point(double score, double value, int window) {}

    /**
     * Returns the best normalized score over all thresholds: 100 for a perfect detector, 0 for a detector that never
     * alarms.
     */
    static double best(List<Series> corpus, Weights weights) {
        List<Point> points = new ArrayList<>();
        int windows = 0;
        for (Series series : corpus) {
            add(series, weights, windows, points);
            windows += series.windows().size();
        }
        points.sort(Comparator.comparingDouble(Point::score).reversed());
        double[] byWindow = new double[windows];
        Arrays.fill(byWindow, -weights.miss());
        double total = -weights.miss() * windows;
        double best = total;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.window() < 0) {
                total += point.value();
            } else if (point.value() > byWindow[point.window()]) {
                total += point.value() - byWindow[point.window()];
                byWindow[point.window()] = point.value();
            }
            boolean last = i + 1 == points.size() || points.get(i + 1).score() < point.score();
            if (last) {
                best = Math.max(best, total);
            }
        }
        double none = -weights.miss() * windows;
        double perfect = weights.detection() * windows;
        return 100 * (best - none) / (perfect - none);
    }

    private static void add(Series series, Weights weights, int firstWindow, List<Point> into) {
        int rows = series.times().size();
        int probation = (int) Math.min(Math.floor(0.15 * rows), 0.15 * 5_000);
        int window = -1;
        int next = 0;
        int left = 0;
        int right = -1;
        int previousRight = -1;
        int previousWidth = 0;
        for (int i = 0; i < rows; i++) {
            if (window < 0
                    && next < series.windows().size()
                    && !series.times().get(i).isBefore(series.windows().get(next)[0])) {
                window = next++;
                left = i;
                right = series.times().indexOf(series.windows().get(window)[1]);
            }
            double value;
            if (window >= 0) {
                double position = -(right - i + 1) / (double) (right - left + 1);
                value = sigmoid(position) * weights.detection() / sigmoid(-1);
            } else if (previousRight < 0) {
                value = -weights.falseAlarm();
            } else {
                value = sigmoid((i - previousRight) / (double) (previousWidth - 1)) * weights.falseAlarm();
            }
            if (i >= probation) {
                into.add(new Point(series.scores().get(i), value, window < 0 ? -1 : firstWindow + window));
            }
            if (window >= 0 && i == right) {
                previousRight = right;
                previousWidth = right - left + 1;
                window = -1;
            }
        }
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }
}

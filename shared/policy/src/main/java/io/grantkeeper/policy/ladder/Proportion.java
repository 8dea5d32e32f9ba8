package io.grantkeeper.policy.ladder;

import java.util.Locale;

/**
 * A part of a total, and an estimate of the underlying rate.
 *
 * @param part the part, at most {@code whole}
 * @param whole the total
 */
public record Proportion(long part, long whole) {
    /** The z-value of a two-sided 95% confidence interval. */
    private static final double Z = 1.959964;

    public Proportion {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException("%d cannot be part of %d".formatted(part, whole));
        }
    }

    /** Returns the observed rate from 0 to 1; 0 without observations. */
    public double rate() {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Returns the lower bound of the confidence interval of the rate; 0 without observations. */
    public double lowerBound() {
        return whole == 0 ? 0 : Math.max(0, center() - spread());
    }

    /**
     * Returns the upper bound of the confidence interval of the rate. Without observations, it is 1, because missing
     * evidence must not count as good evidence.
     */
    public double upperBound() {
        return whole == 0 ? 1 : Math.min(1, center() + spread());
    }

    /**
     * Returns the center of Wilson's score interval. Unlike the normal approximation, this interval is accurate for
     * rates near zero and for few observations.
     */
    private double center() {
        return (rate() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    }

    private double spread() {
        double variance = rate() * (1 - rate()) / whole + Z * Z / (4.0 * whole * whole);
        return Z * Math.sqrt(variance) / (1 + Z * Z / whole);
    }

    /**
     * Returns the numbers, the rate and the confidence interval in words, for example "3 of 12,450 (0.02 %; between
     * 0.01 % and 0.07 %)".
     */
    public String inWords() {
        return whole == 0
                ? "none seen"
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d (%s; between %s and %s)",
                        part,
                        whole,
                        percent(rate()),
                        percent(lowerBound()),
                        percent(upperBound()));
    }

    static String percent(double rate) {
        return String.format(Locale.ROOT, rate > 0 && rate < 0.01 ? "%.2f %%" : "%.1f %%", rate * 100);
    }
}

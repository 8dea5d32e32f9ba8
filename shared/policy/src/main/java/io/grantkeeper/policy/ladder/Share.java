package io.grantkeeper.policy.ladder;

import java.util.Locale;

/**
 * So many of so many, and what that says of the rate behind it.
 *
 * @param part at most {@code whole}
 */
public record Share(long part, long whole) {
    /** Two-sided, 95 %. */
    private static final double Z = 1.959964;

    public Share {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException("%d cannot be part of %d".formatted(part, whole));
        }
    }

    /** The rate that was seen; zero where nothing was seen. */
    public double rate() {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The rate may well be this low; zero where nothing was seen. */
    public double low() {
        return whole == 0 ? 0 : Math.max(0, center() - spread());
    }

    /** The rate may well be this high; one where nothing was seen: no evidence is no good evidence. */
    public double high() {
        return whole == 0 ? 1 : Math.min(1, center() + spread());
    }

    /** Wilson's score interval: unlike the textbook's, it is honest about rates near zero and about few observations. */
    private double center() {
        return (rate() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    }

    private double spread() {
        double variance = rate() * (1 - rate()) / whole + Z * Z / (4.0 * whole * whole);
        return Z * Math.sqrt(variance) / (1 + Z * Z / whole);
    }

    /** For people: "3 of 12,450 (0.02 %; between 0.01 % and 0.07 %)". */
    public String inWords() {
        return whole == 0
                ? "none seen"
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d (%s; between %s and %s)",
                        part,
                        whole,
                        percent(rate()),
                        percent(low()),
                        percent(high()));
    }

    static String percent(double rate) {
        return String.format(Locale.ROOT, rate > 0 && rate < 0.01 ? "%.2f %%" : "%.1f %%", rate * 100);
    }
}

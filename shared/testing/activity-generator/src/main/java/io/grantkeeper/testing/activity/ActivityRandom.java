package io.grantkeeper.testing.activity;

import java.util.List;
import java.util.SplittableRandom;

/** Makes random choices, which are the same for the same seed. */
final class ActivityRandom {
    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private final SplittableRandom random;

    ActivityRandom(long seed) {
        this(new SplittableRandom(seed));
    }

    private ActivityRandom(SplittableRandom random) {
        this.random = random;
    }

    /**
     * Returns an independent sequence. Additional values drawn from it do not change the values that other sequences
     * return.
     */
    ActivityRandom split() {
        return new ActivityRandom(random.split());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int lowest, int highest) {
        return random.nextInt(lowest, highest + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /**
     * Picks an element at random. Elements near the start are picked more often than later ones, just as popular
     * resources are used more often than others.
     */
    <T> T pickSkewed(List<T> values) {
        double position = random.nextDouble();
        return values.get((int) (position * position * values.size()));
    }

    /**
     * Draws a count from a Poisson distribution with the given mean. For large means, uses the normal approximation.
     */
    int poisson(double mean) {
        if (mean > 60) {
            return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    String alphanumeric(int length) {
        return text(ALPHANUMERIC, length);
    }

    String digits(int length) {
        return text("123456789", length);
    }

    String hex(int length) {
        return text("0123456789abcdef", length);
    }

    String guid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    private String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}

package io.grantkeeper.property.testkit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Determines the number of repetitions for tests that repeat one check many times. Every build runs a fixed sample; a
 * campaign, {@code scripts/test --campaigns}, runs every repetition. The system properties
 * {@code grantkeeper.campaign.times} and {@code grantkeeper.campaign.distance} select a part of a campaign.
 */
public final class TestRepetitions {
    private static final String PROPERTY = "grantkeeper.campaigns";
    private static final String TIMES = "grantkeeper.campaign.times";
    private static final String DISTANCE = "grantkeeper.campaign.distance";

    private TestRepetitions() {}

    /** Returns whether this build is a campaign, in which every repetition runs. */
    public static boolean runInFull() {
        return System.getProperty(PROPERTY, "").equals("full");
    }

    /**
     * Returns the items to check in this build: in a campaign, all of them; otherwise, the first and the last few items
     * and every n-th item between them.
     *
     * @param few the number of items at the beginning, and at the end, that belong to the sample
     * @param distance the n in "every n-th"
     */
    public static <T> List<T> sample(List<T> all, int few, int distance) {
        return runInFull()
                ? all
                : IntStream.range(0, all.size())
                        .filter(i -> i < few || i >= all.size() - few || i % distance == 0)
                        .mapToObj(all::get)
                        .toList();
    }

    /**
     * Returns the number of repetitions in this build. If {@code grantkeeper.campaign.times} is set, returns that
     * number.
     *
     * @param all the number of repetitions in a campaign
     * @param sample the number of repetitions in every other build
     */
    public static int times(int all, int sample) {
        return Integer.getInteger(TIMES, runInFull() ? all : sample);
    }

    /**
     * Returns the n of "every n-th" for a check of numbered steps. If {@code grantkeeper.campaign.distance} is set,
     * returns that number. In a campaign, every step is checked.
     *
     * @param sample the n in every other build
     */
    public static int distance(int sample) {
        return Integer.getInteger(DISTANCE, runInFull() ? 1 : sample);
    }
}

package io.grantkeeper.store.testkit.campaign;

/**
 * Determines how many repetitions run in tests that repeat one check many times. Every build runs a fixed sample; a
 * campaign, {@code scripts/test --campaigns}, runs every repetition.
 */
public final class Campaigns {
    private static final String PROPERTY = "grantkeeper.campaigns";

    private Campaigns() {}

    /** Returns whether this build is a campaign, in which every repetition runs. */
    public static boolean runInFull() {
        return System.getProperty(PROPERTY, "").equals("full");
    }

    /**
     * Returns how many repetitions run in this build.
     *
     * @param all the number of repetitions in a campaign
     * @param sample the number of repetitions in every other build
     */
    public static int times(int all, int sample) {
        return runInFull() ? all : sample;
    }
}

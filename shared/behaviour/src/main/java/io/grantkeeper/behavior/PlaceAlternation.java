package io.grantkeeper.behavior;

/**
 * Whether an identity that started to use a new network returns to its old one and back. A move shows each network once;
 * a second user of the same credential shows both alternately.
 */
final class PlaceAlternation {
    private static final long WATCHED = 86_400L;
    private static final int TURNS = 3;

    private String network = "";
    private double bits;
    private long since = Long.MIN_VALUE;
    private boolean onNew;
    private int turns;

    /** Starts to watch a new network. */
    void opened(String newNetwork, double newBits, long second) {
        network = newNetwork;
        bits = newBits;
        since = second;
        onNew = true;
        turns = 0;
    }

    /** Records a use, and returns whether it completes an alternation. */
    boolean alternates(String used, long second) {
        if (network.isEmpty()) {
            return false;
        }
        if (second - since > WATCHED) {
            network = "";
            return false;
        }
        boolean isNew = used.equals(network);
        if (isNew != onNew && second >= since) {
            onNew = isNew;
            turns++;
            return turns == TURNS;
        }
        return false;
    }

    String network() {
        return network;
    }

    double bits() {
        return bits;
    }
}

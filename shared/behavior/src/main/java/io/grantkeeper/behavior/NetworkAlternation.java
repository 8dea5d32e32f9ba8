package io.grantkeeper.behavior;

import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.behavior.store.StoredProfile;

/**
 * Detects whether an identity that started to use a new network alternates between it and the old network. Alternation
 * indicates a second user of the same credential, because after a move, the old network is not used again.
 */
final class NetworkAlternation {
    private static final long WATCHED = 86_400L;
    private static final int TURNS = 3;
    private static final long WATCH = 15;

    private String network = "";
    private double bits;
    private long since = Long.MIN_VALUE;
    private boolean onNew;
    private int turns;

    /** Starts tracking a new network. */
    void opened(String newNetwork, double newBits, long second) {
        network = newNetwork;
        bits = newBits;
        since = second;
        onNew = true;
        turns = 0;
    }

    /** Records a use and returns whether it completes an alternation. */
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

    void save(StoredProfile.Builder stored) {
        if (!network.isEmpty()) {
            stored.add(
                    ProfileSection.SCALARS,
                    WATCH,
                    ProfileValue.of(network, since, turns, onNew ? 1 : 0, Double.doubleToLongBits(bits)));
        }
    }

    void load(StoredProfile stored) {
        stored.find(ProfileSection.SCALARS, WATCH).ifPresent(value -> {
            network = value.text();
            since = value.number(0);
            turns = (int) value.number(1);
            onNew = value.number(2) == 1;
            bits = Double.longBitsToDouble(value.number(3));
        });
    }

    String network() {
        return network;
    }

    double bits() {
        return bits;
    }
}

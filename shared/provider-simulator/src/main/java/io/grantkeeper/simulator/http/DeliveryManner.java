package io.grantkeeper.simulator.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * How messages are handed over, since no vendor promises order or singleness.
 *
 * @param twice whether each message is sent a second time, unchanged
 * @param shuffleSeed present where the order is lost, always in the same way for the same seed
 */
public record DeliveryManner(boolean twice, OptionalLong shuffleSeed) {

    public static DeliveryManner inOrder() {
        return new DeliveryManner(false, OptionalLong.empty());
    }

    public static DeliveryManner withDuplicates() {
        return new DeliveryManner(true, OptionalLong.empty());
    }

    public DeliveryManner shuffled(long seed) {
        return new DeliveryManner(twice, OptionalLong.of(seed));
    }

    /** The messages as they go out. */
    public <T> List<T> arrange(List<T> messages) {
        List<T> arranged = new ArrayList<>(messages);
        if (twice) {
            arranged.addAll(messages);
        }
        shuffleSeed.ifPresent(seed -> Collections.shuffle(arranged, new Random(seed)));
        return List.copyOf(arranged);
    }
}

package io.grantkeeper.simulator.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * The way in which messages are delivered. No vendor guarantees their order or exactly-once delivery.
 *
 * @param twice whether each message is sent a second time, unchanged
 * @param shuffleSeed the seed for shuffling the messages; the same seed always produces the same order; empty if the
 *     messages are sent in order
 */
public record DeliveryMode(boolean twice, OptionalLong shuffleSeed) {

    public static DeliveryMode inOrder() {
        return new DeliveryMode(false, OptionalLong.empty());
    }

    public static DeliveryMode withDuplicates() {
        return new DeliveryMode(true, OptionalLong.empty());
    }

    public DeliveryMode shuffled(long seed) {
        return new DeliveryMode(twice, OptionalLong.of(seed));
    }

    /** Returns the messages in the order in which they are sent, including the duplicates if each is sent twice. */
    public <T> List<T> arrange(List<T> messages) {
        List<T> arranged = new ArrayList<>(messages);
        if (twice) {
            arranged.addAll(messages);
        }
        shuffleSeed.ifPresent(seed -> Collections.shuffle(arranged, new Random(seed)));
        return List.copyOf(arranged);
    }
}

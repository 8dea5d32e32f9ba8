package io.grantkeeper.evidence.history;

import java.util.List;

/**
 * A population and what was drawn from it.
 *
 * @param population how many there are
 * @param drawn in the order of the ledger
 */
public record Sample(long population, List<Item> drawn) {
    public static final Sample EMPTY = new Sample(0, List.of());

    public Sample {
        drawn = List.copyOf(drawn);
    }
}

package io.grantkeeper.evidence.history;

import java.util.List;

/**
 * A population and a sample of it.
 *
 * @param population the size of the population
 * @param drawn the sample, in the order of the ledger
 */
public record AuditSample(long population, List<PopulationItem> drawn) {
    public static final AuditSample EMPTY = new AuditSample(0, List.of());

    public AuditSample {
        drawn = List.copyOf(drawn);
    }
}

package io.grantkeeper.identity.store;

/**
 * The result of applying a batch of observations.
 *
 * @param written rows that were new or changed
 * @param unchanged rows that were already stored with the same content
 * @param late rows that were already stored with a later observation, and so were not changed
 */
public record ObservationBatchOutcome(int written, int unchanged, int late) {
    public ObservationBatchOutcome plus(ObservationBatchOutcome other) {
        return new ObservationBatchOutcome(written + other.written, unchanged + other.unchanged, late + other.late);
    }
}

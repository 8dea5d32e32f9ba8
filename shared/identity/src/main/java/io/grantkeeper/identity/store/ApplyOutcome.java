package io.grantkeeper.identity.store;

/**
 * What became of a batch of observations.
 *
 * @param written rows that were new or changed
 * @param unchanged rows that were stored with the same content already
 * @param late rows that were stored with a later observation, and therefore left alone
 */
public record ApplyOutcome(int written, int unchanged, int late) {
    public ApplyOutcome plus(ApplyOutcome other) {
        return new ApplyOutcome(written + other.written, unchanged + other.unchanged, late + other.late);
    }
}

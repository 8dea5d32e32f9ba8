package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Observation;
import java.time.Instant;
import java.util.List;

/**
 * Observations made at one time in one partition.
 *
 * @param baseline whether new rows are to be marked as seen before the first complete sweep
 */
public record ObservationBatch(Instant observedAt, boolean baseline, List<Observation> observations) {
    public ObservationBatch {
        observations = List.copyOf(observations);
    }
}

package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Observation;
import java.time.Instant;
import java.util.List;

/**
 * Observations made at one time in one partition.
 *
 * @param baseline whether to mark new rows as seen before the end of the first complete sweep
 */
public record ObservationBatch(Instant observedAt, boolean baseline, List<Observation> observations) {
    public ObservationBatch {
        observations = List.copyOf(observations);
    }
}

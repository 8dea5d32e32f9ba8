package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Observations made at one time in one partition.
 *
 * @param stream the stream that the observations were read from; empty for a webhook
 * @param baseline whether to mark new rows as seen before the end of the first complete sweep
 */
public record ObservationBatch(
        Instant observedAt, Optional<StreamId> stream, boolean baseline, List<AccessObservation> observations) {
    public ObservationBatch {
        observations = List.copyOf(observations);
    }

    /** Creates a batch whose stream is not known. */
    public ObservationBatch(Instant observedAt, boolean baseline, List<AccessObservation> observations) {
        this(observedAt, Optional.empty(), baseline, observations);
    }
}

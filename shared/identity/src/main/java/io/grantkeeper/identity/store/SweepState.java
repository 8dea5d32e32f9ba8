package io.grantkeeper.identity.store;

import java.util.List;

/**
 * How a connection and what it is read in stand.
 *
 * @param partitions every partition that was ever attempted
 */
public record SweepState(ConnectionState connection, List<PartitionState> partitions) {
    public SweepState {
        partitions = List.copyOf(partitions);
    }
}

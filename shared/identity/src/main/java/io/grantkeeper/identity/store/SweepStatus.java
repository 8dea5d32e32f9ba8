package io.grantkeeper.identity.store;

import java.util.List;

/**
 * The state of a connection and its partitions.
 *
 * @param partitions every partition that Grantkeeper has ever tried to read
 */
public record SweepStatus(ConnectionStatus connection, List<PartitionStatus> partitions) {
    public SweepStatus {
        partitions = List.copyOf(partitions);
    }
}

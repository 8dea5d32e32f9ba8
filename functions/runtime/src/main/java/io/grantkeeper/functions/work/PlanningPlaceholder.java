package io.grantkeeper.functions.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.Map;

/**
 * Represents the planning of a stream as a placeholder partition, whose name no real partition has. The planning can
 * therefore be queued, and its failure stored, like the read of a partition.
 */
public final class PlanningPlaceholder {
    private static final String PARTITION = "planning";

    private PlanningPlaceholder() {}

    public static PartitionRef of(ConnectionId connection, StreamId stream) {
        return new PartitionRef(connection, stream, PARTITION);
    }

    /** Returns the placeholder partition of a message that requests the planning of a stream. */
    public static Partition partition(StreamId stream) {
        return Partition.of(stream, PARTITION, Map.of());
    }

    public static boolean isPlanning(PartitionRef ref) {
        return ref.partition().equals(PARTITION);
    }
}

package io.grantkeeper.functions.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.PartitionRef;

/**
 * Creates the reference under which a stream's planning failure is stored: next to the stream's partitions, under a
 * name that no partition has.
 */
public final class PlanningFailures {
    private static final String PARTITION = "planning";

    private PlanningFailures() {}

    public static PartitionRef of(ConnectionId connection, StreamId stream) {
        return new PartitionRef(connection, stream, PARTITION);
    }

    public static boolean isPlanning(PartitionRef ref) {
        return ref.partition().equals(PARTITION);
    }
}

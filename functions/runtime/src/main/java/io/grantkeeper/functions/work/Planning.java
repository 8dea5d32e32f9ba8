package io.grantkeeper.functions.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.PartitionRef;

/** Where it is kept that a stream could not be split into partitions: beside them, under a name that none of them has. */
public final class Planning {
    private static final String PARTITION = "planning";

    private Planning() {}

    public static PartitionRef of(ConnectionId connection, StreamId stream) {
        return new PartitionRef(connection, stream, PARTITION);
    }

    public static boolean isPlanning(PartitionRef ref) {
        return ref.partition().equals(PARTITION);
    }
}

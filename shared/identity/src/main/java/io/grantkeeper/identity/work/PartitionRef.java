package io.grantkeeper.identity.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;

/** The id of a partition within a tenant. */
public record PartitionRef(ConnectionId connection, StreamId stream, String partition) {
    @Override
    public String toString() {
        return connection + "/" + stream + "/" + partition;
    }
}

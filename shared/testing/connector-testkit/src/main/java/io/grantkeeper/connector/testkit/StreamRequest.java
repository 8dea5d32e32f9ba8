package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.Set;

/** A single request to a stream. It can be run again on another connector instance. */
sealed interface StreamRequest {
    record ListPartitions(StreamId stream) implements StreamRequest {
        @Override
        public Object run(Connector connector, ProviderSession session) throws ConnectorException {
            return connector.stream(stream).partitions(session, Set.of());
        }

        @Override
        public String toString() {
            return stream + ": listing its partitions";
        }
    }

    record ReadPage(StreamId stream, Partition partition, PartitionCursor from) implements StreamRequest {
        @Override
        public Object run(Connector connector, ProviderSession session) throws ConnectorException {
            return connector.stream(stream).read(session, partition, from);
        }

        @Override
        public String toString() {
            return "%s: reading partition '%s' from %s"
                    .formatted(stream, partition.id(), from.token().isEmpty() ? "its start" : "a cursor");
        }
    }

    /**
     * Runs the request and returns a list of partitions or a page, either of which can be compared with {@code equals}.
     */
    Object run(Connector connector, ProviderSession session) throws ConnectorException;
}

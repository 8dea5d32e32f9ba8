package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.Set;

/** One thing that a stream is asked for, so that a fresh instance can be asked for the same. */
sealed interface Step {
    record ListPartitions(StreamId stream) implements Step {
        @Override
        public Object run(Connector connector, ProviderSession session) throws ConnectorException {
            return Step.stream(connector, stream).partitions(session, Set.of());
        }

        @Override
        public String toString() {
            return stream + ": listing its partitions";
        }
    }

    record ReadPage(StreamId stream, Partition partition, Cursor from) implements Step {
        @Override
        public Object run(Connector connector, ProviderSession session) throws ConnectorException {
            return Step.stream(connector, stream).read(session, partition, from);
        }

        @Override
        public String toString() {
            return "%s: reading partition '%s' from %s"
                    .formatted(stream, partition.id(), from.token().isEmpty() ? "its start" : "a cursor");
        }
    }

    /** What was asked for: a list of partitions or a page; equal results are equal values. */
    Object run(Connector connector, ProviderSession session) throws ConnectorException;

    private static AccessStream stream(Connector connector, StreamId id) {
        return connector.streams().stream()
                .filter(stream -> stream.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a fresh connector has no stream '%s'".formatted(id)));
    }
}

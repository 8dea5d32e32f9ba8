package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Set;

/** A connector that counts the calls for each page that it reads and otherwise delegates to the real connector. */
record CallCountingConnector(Connector real, CallsPerPage calls) implements Connector {
    @Override
    public ConnectorParts parts() {
        return real.parts()
                .withStreams(real.streams().stream()
                        .map(stream -> new CountedStream(stream, calls))
                        .toList());
    }

    private record CountedStream(AccessStream real, CallsPerPage calls) implements AccessStream {
        @Override
        public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
                throws ConnectorException {
            return calls.count(partition, from, () -> real.read(session, partition, from));
        }

        @Override
        public StreamDefinition definition() {
            return real.definition();
        }

        @Override
        public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
            return real.partitions(session, known);
        }

        @Override
        public String segmentOf(AccessObservation observation) {
            return real.segmentOf(observation);
        }
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The result of reading a stream to its end, as a sweep does. */
record GoogleTestSweep(List<Observation> observations, List<Partition> rereads, int pages) {

    static GoogleTestSweep of(AccessStream stream, ProviderSession session) throws ConnectorException {
        return of(stream, session, Optional.empty());
    }

    static GoogleTestSweep of(AccessStream stream, ProviderSession session, Optional<Instant> since)
            throws ConnectorException {
        GoogleTestSweep all = new GoogleTestSweep(new ArrayList<>(), new ArrayList<>(), 0);
        for (Partition partition : stream.partitions(session, Set.of())) {
            Partition planned = stream.nature() == StreamNature.LOG
                    ? new LogWindow(since, session.clock().instant()).addTo(partition)
                    : partition;
            GoogleTestSweep one = of(stream, session, planned);
            all.observations.addAll(one.observations);
            all.rereads.addAll(one.rereads);
            all = new GoogleTestSweep(all.observations, all.rereads, all.pages + one.pages);
        }
        return all;
    }

    static GoogleTestSweep of(AccessStream stream, ProviderSession session, Partition partition)
            throws ConnectorException {
        List<Observation> observations = new ArrayList<>();
        List<Partition> rereads = new ArrayList<>();
        PartitionCursor cursor = PartitionCursor.start();
        for (int pages = 1; ; pages++) {
            StreamPage page = stream.read(session, partition, cursor);
            observations.addAll(page.items());
            rereads.addAll(page.rereads());
            if (!(page instanceof StreamPage.More more)) {
                return new GoogleTestSweep(observations, rereads, pages);
            }
            cursor = more.next();
        }
    }

    <T extends Observation> List<T> of(Class<T> type) {
        return observations.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A stream that reads a listing page by page and, for each row, the objects below it. */
abstract class OktaListingStream implements AccessStream {
    private final StreamDefinition definition;

    OktaListingStream(StreamDefinition definition) {
        this.definition = definition;
    }

    /** Returns the call that reads the listing. */
    abstract OktaClient.Call listing(Partition partition);

    /** Returns the observations from one row and from the listings of the objects below it. */
    abstract List<? extends Observation> observe(OktaClient api, Partition partition, JsonNodeReader row)
            throws ConnectorException;

    @Override
    public final StreamDefinition definition() {
        return definition;
    }

    @Override
    public final List<Partition> partitions(ProviderSession session, Set<String> known) {
        return Stream.concat(Stream.of("all"), known.stream())
                .distinct()
                .sorted()
                .map(part -> Partition.of(id(), part, Map.of()))
                .toList();
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        OktaClient api = new OktaClient(session);
        ProviderResponse response = api.page(listing(partition).at(from));
        // A row that moves to another page during the read appears twice.
        Set<Observation> items = new LinkedHashSet<>();
        for (JsonNodeReader row : OktaClient.rows(JsonNodeReader.of(response))) {
            items.addAll(observe(api, partition, row));
        }
        return OktaNextPage.toPage(response, from, new ArrayList<>(items));
    }
}

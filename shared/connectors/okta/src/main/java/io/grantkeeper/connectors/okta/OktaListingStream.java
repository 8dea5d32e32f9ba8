package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stream that reads a listing page by page and, for each row, the objects below it. Each row's object is a segment
 * that can be read again on its own, because Okta also has a call that retrieves one object by its id.
 */
abstract class OktaListingStream implements AccessStream {
    private final StreamDefinition definition;

    OktaListingStream(StreamDefinition definition) {
        this.definition = definition;
    }

    /** Returns the call that reads the listing. */
    abstract OktaClient.Call listing(Partition partition);

    /** Returns the call that reads one row of the listing by its id. */
    abstract OktaClient.Call single(String id);

    /** Returns the observations from one row and from the listings of the objects below it. */
    abstract List<? extends AccessObservation> observe(OktaClient api, Partition partition, JsonNodeReader row)
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

    /** Returns the id of the object that an observation describes. */
    @Override
    public String segmentOf(AccessObservation observation) {
        return observation.observedIdentity().map(this::objectId).orElse("");
    }

    /** Returns the id of an identity's object at Okta. */
    String objectId(NonHumanIdentity identity) {
        return identity.id().externalId();
    }

    /** Reads a page of the listing, or only the object that the partition's segment names. */
    @Override
    public final StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        OktaClient api = new OktaClient(session);
        if (partition.segment().isPresent()) {
            Optional<JsonNodeReader> row = api.find(single(partition.segment().get()));
            return StreamPage.last(row.isPresent() ? List.copyOf(observe(api, partition, row.get())) : List.of());
        }
        ProviderResponse response = api.page(listing(partition).at(from));
        // A row that moves to another page during the read appears twice.
        Set<AccessObservation> items = new LinkedHashSet<>();
        for (JsonNodeReader row : OktaClient.rows(JsonNodeReader.of(response))) {
            items.addAll(observe(api, partition, row));
        }
        return OktaNextPage.toPage(response, from, new ArrayList<>(items));
    }
}

package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A listing that is read page by page, with what lies below each row read along with it. */
abstract class Listing implements AccessStream {
    private final StreamId id;
    private final String title;
    private final Set<String> scopes;

    Listing(StreamId id, String title, Set<String> scopes) {
        this.id = id;
        this.title = title;
        this.scopes = Set.copyOf(scopes);
    }

    /** Where the listing's pages are. */
    abstract OktaApi.Call listing(Partition partition);

    /** What one row, and the listings below it, tell. */
    abstract List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody row)
            throws ConnectorException;

    /** The ids of the parts that the stream is split into. */
    Set<String> partitionIds() {
        return Set.of("all");
    }

    @Override
    public final StreamId id() {
        return id;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public final Set<String> requiredScopes() {
        return scopes;
    }

    @Override
    public final List<Partition> partitions(ProviderSession session, Set<String> known) {
        return Stream.concat(partitionIds().stream(), known.stream())
                .distinct()
                .sorted()
                .map(part -> Partition.of(id, part, Map.of()))
                .toList();
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        OktaApi api = new OktaApi(session);
        ProviderResponse response = api.page(listing(partition).at(from));
        // A row that moves between pages while they are read comes twice.
        Set<Observation> items = new LinkedHashSet<>();
        for (JsonBody row : OktaApi.rows(JsonBody.of(response))) {
            items.addAll(observe(api, partition, row));
        }
        return NextPage.page(response, from, new ArrayList<>(items));
    }
}

package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A stream that lists one kind of object in the organization.
 *
 * @param path the path below the organization: {@code users}
 * @param reader the function that converts a row to observations
 */
record AnthropicListingStream(
        StreamId id, String title, Duration freshFor, String path, AnthropicPaging paging, RowReader reader)
        implements AccessStream {
    /** A converter from one row to observations. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(AnthropicIds naming, JsonNodeReader row) throws ConnectorException;
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(AnthropicScopes.ADMIN);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(id));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        AnthropicClient api = new AnthropicClient(session);
        AnthropicPaging.RawPage page = api.page(api.inOrganization(path), paging, from);
        AnthropicIds naming = new AnthropicIds(session.connection().id());
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader row : page.rows()) {
            items.addAll(reader.read(naming, row));
        }
        return page.next()
                .map(next -> StreamPage.more(items, PartitionCursor.at(next)))
                .orElseGet(() -> StreamPage.last(items));
    }
}

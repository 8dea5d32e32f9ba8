package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A collection of directory objects that is read page by page, or one object at a time.
 *
 * @param name the collection's path segment: {@code servicePrincipals}
 * @param pageSize how many objects to request per page
 * @param selection adds the properties to request
 */
record GraphCollection(String name, String pageSize, UnaryOperator<GraphRequestUri> selection) {
    /**
     * Reads a page. If the partition reads only one object, the page contains it; the page is empty if the object does
     * not exist.
     */
    GraphPage read(ProviderSession session, Partition partition, PartitionCursor from, String limit)
            throws ConnectorException {
        if (partition.segment().isPresent()) {
            Optional<JsonNodeReader> one = EntraClient.find(
                    session,
                    selection.apply(GraphRequestUri.of(name, partition.segment().get())));
            return new GraphPage(
                    one.map(List::of).orElse(List.of()), Optional.empty(), Optional.empty(), ListingCount.NONE);
        }
        return GraphPage.read(
                session,
                selection.apply(GraphRequestUri.of(name).with("$top", pageSize)),
                from.token().orElse(""),
                limit);
    }
}

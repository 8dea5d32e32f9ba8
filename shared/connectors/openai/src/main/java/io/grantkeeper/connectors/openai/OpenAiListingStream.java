package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import java.util.List;
import java.util.Optional;

/**
 * Creates streams that each list one kind of object in the whole organization. Each object is a segment that can be
 * read again on its own, because OpenAI also has a call that retrieves one object by its id (API reference,
 * "Administration": "Retrieve …").
 */
final class OpenAiListingStream {
    private OpenAiListingStream() {}

    /** A converter from one row to observations. */
    @FunctionalInterface
    interface RowReader {
        List<AccessObservation> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException;
    }

    /**
     * Returns the stream of a listing.
     *
     * @param path the path below the organization: {@code users}
     */
    static AccessStream stream(StreamDefinition definition, String path, RowReader reader) {
        return definition
                .readBy(request -> {
                    OpenAiClient client = new OpenAiClient(request.session());
                    OpenAiIds ids = new OpenAiIds(request.connection());
                    Optional<String> id = request.partition().segment();
                    return id.isPresent()
                            ? StreamPage.last(RowPage.read(
                                    client.find(client.inOrganization(path, id.get())), row -> reader.read(ids, row)))
                            : client.page(client.inOrganization(path), request.token())
                                    .toPage(row -> reader.read(ids, row));
                })
                .withSegments(OpenAiIds::objectId);
    }
}

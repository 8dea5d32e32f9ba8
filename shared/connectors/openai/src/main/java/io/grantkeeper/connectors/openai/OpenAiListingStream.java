package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Observation;
import java.util.List;

/** Streams that list one kind of object in the whole organization. */
final class OpenAiListingStream {
    private OpenAiListingStream() {}

    /** A converter from one row to observations. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException;
    }

    /** @param path the path below the organization: {@code users} */
    static AccessStream stream(StreamDefinition definition, String path, RowReader reader) {
        return definition.readBy(request -> {
            OpenAiClient client = new OpenAiClient(request.session());
            OpenAiIds ids = new OpenAiIds(request.connection());
            return client.page(client.inOrganization(path), request.token()).toPage(row -> reader.read(ids, row));
        });
    }
}

package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Creates streams that each list one kind of object in the organization. Each object is a segment that can be read
 * again on its own, because Anthropic also has a call that retrieves one object by its id (Admin API reference, "Get
 * user", "Get invite", "Get service account", "Get federation rule").
 */
final class AnthropicListingStream {
    private AnthropicListingStream() {}

    /** A converter from one row to observations. */
    @FunctionalInterface
    interface RowReader {
        List<AccessObservation> read(AnthropicIds ids, JsonNodeReader row) throws ConnectorException;
    }

    /**
     * Returns the stream of a listing that is read twice a day with an admin key.
     *
     * @param path the path below the organization: {@code users}
     */
    static AccessStream stream(StreamId id, String title, String path, AnthropicPaging paging, RowReader reader) {
        return StreamDefinition.listing(id, title)
                .withScopes(AnthropicScopes.ADMIN)
                .withFreshFor(Duration.ofHours(12))
                .readBy(request -> {
                    AnthropicClient client = new AnthropicClient(request.session());
                    AnthropicIds ids = new AnthropicIds(request.connection());
                    Optional<String> object = request.partition().segment();
                    return object.isPresent()
                            ? StreamPage.last(RowPage.read(
                                    client.find(client.inOrganization(path, object.get())),
                                    row -> reader.read(ids, row)))
                            : client.page(client.inOrganization(path), paging, request.token())
                                    .toPage(row -> reader.read(ids, row));
                })
                .withSegments(AnthropicIds::objectId);
    }
}

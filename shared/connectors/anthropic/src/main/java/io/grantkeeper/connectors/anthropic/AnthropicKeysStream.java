package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.identity.StreamId;
import java.util.Optional;

/**
 * The stream of keys in all workspaces. A key names its workspace only by id, so the workspaces are read along with
 * each page. Each key is a segment that can be read again on its own, because the API can also retrieve a key by its id
 * (Admin API reference, "Retrieve API key").
 */
final class AnthropicKeysStream {
    static final StreamId ID = new StreamId("api-keys");

    private AnthropicKeysStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        AnthropicClient api = new AnthropicClient(request.session());
        RowPage page = page(api, request);
        AnthropicWorkspaces workspaces =
                page.rows().isEmpty() ? AnthropicWorkspaces.NONE : AnthropicWorkspaces.read(api);
        AnthropicIds ids = new AnthropicIds(request.connection());
        return page.toPage(row -> AnthropicKeyMapper.read(ids, workspaces, row));
    }

    /** Reads a page of the listing, or only the key that the partition's segment names. */
    private static RowPage page(AnthropicClient api, StreamPageRequest request) throws ConnectorException {
        Optional<String> id = request.partition().segment();
        return id.isPresent()
                ? new RowPage(api.find(api.inOrganization("api_keys", id.get())), Optional.empty())
                : api.page(api.inOrganization("api_keys"), AnthropicPaging.BY_ID, request.token());
    }
}

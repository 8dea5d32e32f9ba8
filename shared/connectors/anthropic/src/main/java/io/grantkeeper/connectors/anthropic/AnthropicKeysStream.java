package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.identity.StreamId;

/**
 * The stream of keys in all workspaces. A key names its workspace only by id, so the workspaces are read along with
 * each page.
 */
final class AnthropicKeysStream {
    static final StreamId ID = new StreamId("api-keys");

    private AnthropicKeysStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        AnthropicClient api = new AnthropicClient(request.session());
        RowPage page = api.page(api.inOrganization("api_keys"), AnthropicPaging.BY_ID, request.token());
        AnthropicWorkspaces workspaces =
                page.rows().isEmpty() ? AnthropicWorkspaces.NONE : AnthropicWorkspaces.read(api);
        AnthropicIds ids = new AnthropicIds(request.connection());
        return page.toPage(row -> AnthropicKeyMapper.read(ids, workspaces, row));
    }
}

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
 * The stream of keys in all workspaces. A key names its workspace only by id, so the workspaces are read along with
 * each page.
 */
final class AnthropicKeysStream implements AccessStream {
    static final StreamId ID = new StreamId("api-keys");

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Workspace API keys";
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
    public Duration freshFor() {
        return Duration.ofHours(6);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        AnthropicClient api = new AnthropicClient(session);
        AnthropicPaging.RawPage page = api.page(api.inOrganization("api_keys"), AnthropicPaging.BY_ID, from);
        AnthropicWorkspaces workspaces =
                page.rows().isEmpty() ? AnthropicWorkspaces.NONE : AnthropicWorkspaces.read(api);
        AnthropicIds naming = new AnthropicIds(session.connection().id());
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader row : page.rows()) {
            items.addAll(AnthropicKeyMapper.read(naming, workspaces, row));
        }
        return page.next()
                .map(next -> StreamPage.more(items, PartitionCursor.at(next)))
                .orElseGet(() -> StreamPage.last(items));
    }
}

package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keys of all workspaces. A key names its workspace by id alone, so the workspaces are read along with each page. */
final class ApiKeys implements AccessStream {
    static final StreamId ID = new StreamId("api-keys");

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "API keys of workspaces";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.ADMIN);
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
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        AnthropicApi api = new AnthropicApi(session);
        Paging.Read page = api.page(api.inOrganization("api_keys"), Paging.BY_ID, from);
        Workspaces workspaces = page.rows().isEmpty() ? Workspaces.NONE : Workspaces.read(api);
        Naming naming = new Naming(session.connection().id());
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : page.rows()) {
            items.addAll(ApiKey.read(naming, workspaces, row));
        }
        return page.next().map(next -> Page.more(items, Cursor.at(next))).orElseGet(() -> Page.last(items));
    }
}

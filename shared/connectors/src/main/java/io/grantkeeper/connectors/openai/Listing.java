package io.grantkeeper.connectors.openai;

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

/**
 * A listing of the whole organisation.
 *
 * @param path below the organisation: {@code users}
 * @param reader what a row says
 */
record Listing(StreamId id, String title, Duration freshFor, String path, RowReader reader) implements AccessStream {
    /** Reads one row. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(Naming naming, JsonBody row) throws ConnectorException;
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.MANAGEMENT);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(id));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        OpenAiApi api = new OpenAiApi(session);
        CursorPage page = api.page(api.at(path), from);
        Naming naming = new Naming(session.connection().id());
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : page.rows()) {
            items.addAll(reader.read(naming, row));
        }
        return page.next().map(next -> Page.more(items, Cursor.at(next))).orElseGet(() -> Page.last(items));
    }
}

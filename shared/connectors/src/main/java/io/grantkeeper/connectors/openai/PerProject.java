package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.Address;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A listing below each project, which is a partition. A project that was read before and is archived since is read
 * again, for only that shows that what it held is gone.
 *
 * @param path below the project: {@code api_keys}
 * @param query fixed parameters
 * @param reader what a row says
 */
record PerProject(
        StreamId id, String title, Duration freshFor, String path, Map<String, String> query, RowReader reader)
        implements AccessStream {
    PerProject {
        query = Map.copyOf(query);
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(Naming naming, Project project, JsonBody row) throws ConnectorException;
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
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        Map<String, Partition> partitions = new TreeMap<>();
        known.forEach(project -> partitions.put(project, Project.partition(id, project)));
        for (Project project : Project.all(new OpenAiApi(session))) {
            partitions.put(project.id(), project.partition(id));
        }
        return List.copyOf(partitions.values());
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        OpenAiApi api = new OpenAiApi(session);
        Optional<Project> project = Project.of(api, partition);
        if (project.isEmpty()) {
            return Page.last(List.of());
        }
        Address listing = api.at("projects", partition.id(), path);
        query.forEach(listing::with);
        CursorPage page = api.page(listing, from);
        Naming naming = new Naming(session.connection().id());
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : page.rows()) {
            items.addAll(reader.read(naming, project.get(), row));
        }
        return page.next().map(next -> Page.more(items, Cursor.at(next))).orElseGet(() -> Page.last(items));
    }
}

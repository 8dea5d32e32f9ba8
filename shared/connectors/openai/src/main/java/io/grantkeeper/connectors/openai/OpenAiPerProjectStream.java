package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
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
 * A stream that reads a listing below each project, with one partition per project. A project that was read earlier and
 * has been archived since is read again, because only reading it shows that its rows were removed.
 *
 * @param path the path below the project: {@code api_keys}
 * @param query fixed query parameters
 * @param reader the function that converts a row to observations
 */
record OpenAiPerProjectStream(
        StreamId id, String title, Duration freshFor, String path, Map<String, String> query, RowReader reader)
        implements AccessStream {
    OpenAiPerProjectStream {
        query = Map.copyOf(query);
    }

    /** A converter from one row to observations. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(OpenAiIds naming, OpenAiProject project, JsonNodeReader row) throws ConnectorException;
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(OpenAiScopes.MANAGEMENT);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        Map<String, Partition> partitions = new TreeMap<>();
        known.forEach(project -> partitions.put(project, OpenAiProject.partition(id, project)));
        for (OpenAiProject project : OpenAiProject.listActive(new OpenAiClient(session))) {
            partitions.put(project.id(), project.partition(id));
        }
        return List.copyOf(partitions.values());
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        OpenAiClient api = new OpenAiClient(session);
        Optional<OpenAiProject> project = OpenAiProject.of(api, partition);
        if (project.isEmpty()) {
            return StreamPage.last(List.of());
        }
        RequestUri listing = api.inOrganization("projects", partition.id(), path);
        query.forEach(listing::with);
        OpenAiPage page = api.page(listing, from);
        OpenAiIds naming = new OpenAiIds(session.connection().id());
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader row : page.rows()) {
            items.addAll(reader.read(naming, project.get(), row));
        }
        return page.next()
                .map(next -> StreamPage.more(items, PartitionCursor.at(next)))
                .orElseGet(() -> StreamPage.last(items));
    }
}

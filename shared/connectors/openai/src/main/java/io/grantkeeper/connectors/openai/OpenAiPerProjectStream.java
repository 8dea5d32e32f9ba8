package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.RequestUri;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Creates streams that read a listing below each project, with one partition per project. A project that was read
 * earlier and has been archived since is read again, because only reading it shows that its rows were removed. Each
 * object is a segment that can be read again on its own, because OpenAI also has a call that retrieves one object of a
 * project by its id (API reference, "Retrieve project API key" and "Retrieve project service account").
 */
final class OpenAiPerProjectStream {
    private OpenAiPerProjectStream() {}

    /** A converter from one row to observations. */
    @FunctionalInterface
    interface RowReader {
        List<AccessObservation> read(OpenAiIds ids, OpenAiProject project, JsonNodeReader row)
                throws ConnectorException;
    }

    /**
     * Returns the stream of a listing.
     *
     * @param path the path below the project: {@code api_keys}
     * @param query fixed query parameters
     */
    static AccessStream stream(StreamDefinition definition, String path, Map<String, String> query, RowReader reader) {
        return definition
                .readBy(request -> read(request, path, query, reader))
                .withPartitions((session, known) -> partitions(definition.id(), session, known))
                .withSegments(OpenAiIds::objectId);
    }

    private static List<Partition> partitions(StreamId stream, ProviderSession session, Set<String> known)
            throws ConnectorException {
        Map<String, Partition> partitions = new TreeMap<>();
        known.forEach(project -> partitions.put(project, OpenAiProject.partition(stream, project)));
        for (OpenAiProject project : OpenAiProject.listActive(new OpenAiClient(session))) {
            partitions.put(project.id(), project.partition(stream));
        }
        return List.copyOf(partitions.values());
    }

    private static StreamPage read(StreamPageRequest request, String path, Map<String, String> query, RowReader reader)
            throws ConnectorException {
        OpenAiClient api = new OpenAiClient(request.session());
        Optional<OpenAiProject> project = OpenAiProject.of(api, request.partition());
        if (project.isEmpty()) {
            return StreamPage.last(List.of());
        }
        OpenAiIds ids = new OpenAiIds(request.connection());
        Optional<String> id = request.partition().segment();
        if (id.isPresent()) {
            return StreamPage.last(RowPage.read(
                    api.find(api.inOrganization("projects", request.partition().id(), path, id.get())),
                    row -> reader.read(ids, project.get(), row)));
        }
        RequestUri listing = api.inOrganization("projects", request.partition().id(), path);
        query.forEach(listing::with);
        return api.page(listing, request.token()).toPage(row -> reader.read(ids, project.get(), row));
    }
}

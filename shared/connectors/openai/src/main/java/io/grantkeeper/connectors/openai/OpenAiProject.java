package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project. A key or service account can reach only its project. */
record OpenAiProject(String id, String name) {
    private static final String NAME = "name";
    private static final String ARCHIVED = "archived";

    static OpenAiProject of(JsonNodeReader row) throws ConnectorException {
        String id = row.text("id");
        return new OpenAiProject(id, row.optionalText(NAME).orElse(id));
    }

    /** Returns all projects that are not archived. In an archived project, no key works. */
    static List<OpenAiProject> listActive(OpenAiClient api) throws ConnectorException {
        List<OpenAiProject> projects = new ArrayList<>();
        RowPage.forEachRow("OpenAI's list of projects", from -> api.page(api.inOrganization("projects"), from), row -> {
            if (!isArchived(row)) {
                projects.add(of(row));
            }
        });
        return projects;
    }

    /** Returns the attributes that every identity in this project has. A caller can add others. */
    Map<String, String> attributes() {
        return new TreeMap<>(Map.of(OpenAiIds.PROJECT, id, OpenAiIds.PROJECT_NAME, name));
    }

    /**
     * Returns the partition with which a stream reads this project. The partition contains the project's name,
     * because the listings below a project do not repeat it.
     */
    Partition partition(StreamId stream) {
        return Partition.of(stream, id, Map.of(NAME, name));
    }

    /**
     * Returns the partition of a project that was not listed. Reading the partition checks whether the project
     * still exists.
     */
    static Partition partition(StreamId stream, String id) {
        return Partition.of(stream, id, Map.of());
    }

    /** Returns the project that a partition reads, or empty if the project is archived or no longer exists. */
    static Optional<OpenAiProject> of(OpenAiClient api, Partition partition) throws ConnectorException {
        String name = partition.parameters().get(NAME);
        if (name != null) {
            return Optional.of(new OpenAiProject(partition.id(), name));
        }
        Optional<JsonNodeReader> row = NotFoundTolerantCall.find(
                () -> api.get(api.inOrganization("projects", partition.id()), OpenAiRateLimits.ADMINISTRATION));
        return row.isEmpty() || isArchived(row.get()) ? Optional.empty() : Optional.of(of(row.get()));
    }

    private static boolean isArchived(JsonNodeReader row) throws ConnectorException {
        return OpenAiTimes.isSet(row, "archived_at")
                || row.optionalText("status").filter(ARCHIVED::equals).isPresent();
    }
}

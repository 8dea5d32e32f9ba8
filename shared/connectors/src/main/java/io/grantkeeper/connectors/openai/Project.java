package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project: what a key or service account can reach. */
record Project(String id, String name) {
    private static final String NAME = "name";
    private static final String ARCHIVED = "archived";

    static Project of(JsonBody row) throws ConnectorException {
        String id = row.text("id");
        return new Project(id, row.optionalText(NAME).orElse(id));
    }

    /** All that are not archived; an archived one keeps no keys that work. */
    static List<Project> all(OpenAiApi api) throws ConnectorException {
        List<Project> projects = new ArrayList<>();
        PageTrail trail = new PageTrail("the projects of OpenAI");
        Optional<String> next = Optional.empty();
        do {
            CursorPage page = api.page(api.at("projects"), Cursor.of(next));
            for (JsonBody row : page.rows()) {
                if (!isArchived(row)) {
                    projects.add(of(row));
                }
            }
            next = page.next();
            if (next.isPresent()) {
                trail.goOnTo(next.get());
            }
        } while (next.isPresent());
        return projects;
    }

    /** Its part of a stream; the name travels along, since the listings below a project do not repeat it. */
    Partition partition(StreamId stream) {
        return Partition.of(stream, id, Map.of(NAME, name));
    }

    /** The part of a project that was not listed: whether it is still there is asked when it is read. */
    static Partition partition(StreamId stream, String id) {
        return Partition.of(stream, id, Map.of());
    }

    /** The project of a partition; empty where it is archived or gone. */
    static Optional<Project> of(OpenAiApi api, Partition partition) throws ConnectorException {
        String name = partition.parameters().get(NAME);
        if (name != null) {
            return Optional.of(new Project(partition.id(), name));
        }
        try {
            JsonBody row = api.get(api.at("projects", partition.id()), Limits.ADMINISTRATION);
            return isArchived(row) ? Optional.empty() : Optional.of(of(row));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isArchived(JsonBody row) throws ConnectorException {
        return Epoch.isSet(row, "archived_at")
                || row.optionalText("status").filter(ARCHIVED::equals).isPresent();
    }
}

package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A row of the audit log.
 *
 * @param id Slack's own id, which is the same whenever the row is read
 * @param app the affected app or, if no app is affected, the app through which the action was taken
 * @param user the affected user, if any
 * @param location the workspace or organization in which the action happened
 * @param details short facts to show to people
 */
record SlackAuditRow(
        String id,
        String action,
        Instant at,
        Optional<String> actor,
        Optional<String> app,
        Optional<String> workflow,
        Optional<String> user,
        Optional<SlackContext> location,
        SortedMap<String, String> details) {

    static SlackAuditRow read(JsonNodeReader row) throws ConnectorException {
        JsonNodeReader entity = row.objectOrEmpty("entity");
        JsonNodeReader context = row.objectOrEmpty("context");
        JsonNodeReader app = (entity.has("app") ? entity : context).objectOrEmpty("app");
        String workflow = entity.has("workflow_v2") ? "workflow_v2" : "workflow";
        SortedMap<String, String> details = new TreeMap<>();
        app.optionalNonBlank("name").ifPresent(name -> details.put("app", name));
        JsonNodeReader more = row.objectOrEmpty("details");
        scopes(more, app).ifPresent(scopes -> details.put("scopes", scopes));
        texts(more, "previous_scopes", "old_scopes").ifPresent(scopes -> details.put("previous-scopes", scopes));
        return new SlackAuditRow(
                row.nonBlank("id"),
                row.nonBlank("action"),
                SlackJson.time(row, "date_create"),
                row.objectOrEmpty("actor").objectOrEmpty("user").optionalNonBlank("id"),
                app.optionalNonBlank("id"),
                entity.objectOrEmpty(workflow).optionalNonBlank("id"),
                entity.objectOrEmpty("user").optionalNonBlank("id"),
                context.objectOrEmpty("location").optionalNonBlank("id").flatMap(SlackContext::of),
                details);
    }

    /**
     * Returns the scopes in the event's details or, if the details contain none, the scopes that the app had at the
     * time.
     */
    private static Optional<String> scopes(JsonNodeReader details, JsonNodeReader app) throws ConnectorException {
        Optional<String> named = texts(details, "new_scopes", "scopes", "bot_scopes");
        return named.isPresent() ? named : texts(app, "scopes", "bot_scopes");
    }

    private static Optional<String> texts(JsonNodeReader object, String... members) throws ConnectorException {
        Set<String> all = new TreeSet<>();
        for (String member : members) {
            if (object.has(member)) {
                all.addAll(texts(object.member(member)));
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", all));
    }

    /**
     * Returns the strings in a value. The format of details depends on the action. An unknown format is ignored,
     * because a malformed detail must not fail the whole row.
     */
    private static Set<String> texts(JsonNodeReader value) {
        Set<String> texts = new TreeSet<>();
        try {
            for (JsonNodeReader element : value.isArray() ? value.elements() : List.of(value)) {
                String text = element.text();
                if (!text.isBlank()) {
                    texts.add(text);
                }
            }
            return texts;
        } catch (ConnectorException _) {
            return Set.of();
        }
    }
}

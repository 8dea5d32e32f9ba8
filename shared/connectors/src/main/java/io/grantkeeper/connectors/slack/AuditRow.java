package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
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
 * @param id Slack's own: the same row read twice has the same
 * @param app the app that it speaks of, else the one through which it was done
 * @param user whom it speaks of, where it speaks of a user
 * @param location the workspace or organisation where it happened
 * @param details small facts worth showing
 */
record AuditRow(
        String id,
        String action,
        Instant at,
        Optional<String> actor,
        Optional<String> app,
        Optional<String> workflow,
        Optional<String> user,
        Optional<Place> location,
        SortedMap<String, String> details) {

    static AuditRow read(JsonBody row) throws ConnectorException {
        Optional<JsonBody> actor = member(row, "actor");
        Optional<JsonBody> entity = member(row, "entity");
        Optional<JsonBody> context = member(row, "context");
        Optional<JsonBody> about = member(entity, "app");
        Optional<JsonBody> app = about.isPresent() ? about : member(context, "app");
        Optional<JsonBody> workflow = member(entity, "workflow_v2");
        Optional<JsonBody> oldWorkflow = member(entity, "workflow");
        SortedMap<String, String> details = new TreeMap<>();
        Read.optional(app, "name").ifPresent(name -> details.put("app", name));
        Optional<JsonBody> more = member(row, "details");
        scopes(more, app).ifPresent(scopes -> details.put("scopes", scopes));
        texts(more, "previous_scopes", "old_scopes").ifPresent(scopes -> details.put("previous-scopes", scopes));
        return new AuditRow(
                Read.required(row, "id"),
                Read.required(row, "action"),
                Read.time(row, "date_create"),
                Read.optional(member(actor, "user"), "id"),
                Read.optional(app, "id"),
                Read.optional(workflow.isPresent() ? workflow : oldWorkflow, "id"),
                Read.optional(member(entity, "user"), "id"),
                Read.optional(member(context, "location"), "id").flatMap(Place::of),
                details);
    }

    /** Those that an event names itself, else those of the app as it was then. */
    private static Optional<String> scopes(Optional<JsonBody> details, Optional<JsonBody> app)
            throws ConnectorException {
        Optional<String> named = texts(details, "new_scopes", "scopes", "bot_scopes");
        return named.isPresent() ? named : texts(app, "scopes", "bot_scopes");
    }

    private static Optional<String> texts(Optional<JsonBody> object, String... members) throws ConnectorException {
        Set<String> all = new TreeSet<>();
        for (String member : members) {
            if (object.isPresent() && object.get().has(member)) {
                all.addAll(texts(object.get().member(member)));
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", all));
    }

    /** Details are as each action likes them: of another form they are left out, for a detail is not worth losing a row. */
    private static Set<String> texts(JsonBody value) {
        Set<String> texts = new TreeSet<>();
        try {
            for (JsonBody element : value.isArray() ? value.elements() : List.of(value)) {
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

    private static Optional<JsonBody> member(JsonBody body, String name) throws ConnectorException {
        return body.optionalObject(name);
    }

    private static Optional<JsonBody> member(Optional<JsonBody> body, String name) throws ConnectorException {
        return body.isPresent() ? body.get().optionalObject(name) : Optional.empty();
    }
}

package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of the directory audit.
 *
 * @param activity what happened, in lower case, with plain hyphens and single blanks: Microsoft writes both en dashes
 *     and blanks at the end
 * @param actorId the person who did it; empty where an app or Microsoft did
 * @param actorApp the app that did it
 */
record AuditRow(
        String id,
        String activity,
        Instant at,
        boolean succeeded,
        Optional<String> actorId,
        Optional<String> actorApp,
        Optional<String> ipAddress,
        Optional<String> correlationId,
        List<Target> targets) {

    /**
     * Something that was changed.
     *
     * @param type {@code ServicePrincipal}, {@code Application}, {@code User} and others
     */
    record Target(String id, String type, Map<String, Change> changes) {
        Target {
            changes = Map.copyOf(changes);
        }
    }

    /** A property's value before and after; empty where there was or is none. */
    record Change(String before, String after) {
        /** What the property is about, be it given or taken away. */
        Optional<String> either() {
            return Optional.of(after.isBlank() ? before : after).filter(value -> !value.isBlank());
        }
    }

    AuditRow {
        targets = List.copyOf(targets);
    }

    static AuditRow of(JsonBody row) throws ConnectorException {
        Optional<JsonBody> by = row.optionalObject("initiatedBy");
        Optional<JsonBody> user = by.isPresent() ? by.get().optionalObject("user") : Optional.empty();
        Optional<JsonBody> app = by.isPresent() ? by.get().optionalObject("app") : Optional.empty();
        List<Target> targets = new ArrayList<>();
        for (JsonBody target : row.listOrEmpty("targetResources")) {
            targets.add(new Target(
                    Read.optional(target, "id").orElse(""),
                    Read.optional(target, "type").orElse(""),
                    changes(target)));
        }
        return new AuditRow(
                Read.required(row, "id"),
                normal(Read.optional(row, "activityDisplayName").orElse("")),
                row.instant("activityDateTime"),
                Read.optional(row, "result").filter("success"::equalsIgnoreCase).isPresent(),
                optional(user, "id"),
                optional(app, "displayName"),
                optional(user, "ipAddress"),
                Read.optional(row, "correlationId"),
                targets);
    }

    /** The value of a property of any target, be it given or taken away. */
    Optional<String> value(String property) {
        return change(property).flatMap(Change::either);
    }

    Optional<Change> change(String property) {
        return targets.stream()
                .map(target -> target.changes().get(property))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    Optional<String> target(String type) {
        return targets.stream()
                .filter(target -> target.type().equals(type) && !target.id().isBlank())
                .map(Target::id)
                .findFirst();
    }

    private static Map<String, Change> changes(JsonBody target) throws ConnectorException {
        Map<String, Change> changes = new TreeMap<>();
        for (JsonBody property : target.listOrEmpty("modifiedProperties")) {
            changes.put(
                    Read.optional(property, "displayName").orElse(""),
                    new Change(plain(property, "oldValue"), plain(property, "newValue")));
        }
        return changes;
    }

    /** Values are JSON inside of text: {@code "\"Mail.Read\""}. */
    private static String plain(JsonBody property, String name) throws ConnectorException {
        String written = Read.optional(property, name).orElse("");
        try {
            JsonNode value = JsonMapper.shared().readTree(written);
            return value.isString() ? value.stringValue().strip() : written.strip();
        } catch (JacksonException _) {
            return written.strip();
        }
    }

    private static Optional<String> optional(Optional<JsonBody> object, String name) throws ConnectorException {
        return object.isPresent() ? Read.optional(object.get(), name) : Optional.empty();
    }

    private static String normal(String activity) {
        return activity.replaceAll("[\\u2010-\\u2015]", "-")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}

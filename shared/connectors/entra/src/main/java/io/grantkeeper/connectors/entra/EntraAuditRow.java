package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * @param activity the operation in lowercase, with plain hyphens and single spaces; Microsoft's values contain en
 *     dashes and trailing spaces
 * @param actorId the person who performed the operation; empty if an app or Microsoft performed it
 * @param actorApp the app that performed the operation
 */
record EntraAuditRow(
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
     * An object that was changed.
     *
     * @param type {@code ServicePrincipal}, {@code Application}, {@code User} and others
     */
    record Target(String id, String type, Map<String, Change> changes) {
        Target {
            changes = Map.copyOf(changes);
        }
    }

    /** The values of a property before and after a change. An empty string means that there was no value. */
    record Change(String before, String after) {
        /** Returns the value after the change, or the value before the change if the value was removed. */
        Optional<String> afterOrBefore() {
            return Optional.of(after.isBlank() ? before : after).filter(value -> !value.isBlank());
        }
    }

    EntraAuditRow {
        targets = List.copyOf(targets);
    }

    static EntraAuditRow of(JsonNodeReader row) throws ConnectorException {
        JsonNodeReader by = row.objectOrEmpty("initiatedBy");
        JsonNodeReader user = by.objectOrEmpty("user");
        List<Target> targets = new ArrayList<>();
        for (JsonNodeReader target : row.listOrEmpty("targetResources")) {
            targets.add(new Target(
                    target.optionalNonBlank("id").orElse(""),
                    target.optionalNonBlank("type").orElse(""),
                    changes(target)));
        }
        return new EntraAuditRow(
                row.nonBlank("id"),
                normalize(row.optionalNonBlank("activityDisplayName").orElse("")),
                row.instant("activityDateTime"),
                row.optionalNonBlank("result")
                        .filter("success"::equalsIgnoreCase)
                        .isPresent(),
                user.optionalNonBlank("id"),
                by.objectOrEmpty("app").optionalNonBlank("displayName"),
                user.optionalNonBlank("ipAddress"),
                row.optionalNonBlank("correlationId"),
                targets);
    }

    /** Returns the value of a property from any target. If the value was removed, returns the removed value. */
    Optional<String> value(String property) {
        return change(property).flatMap(Change::afterOrBefore);
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

    private static Map<String, Change> changes(JsonNodeReader target) throws ConnectorException {
        Map<String, Change> changes = new TreeMap<>();
        for (JsonNodeReader property : target.listOrEmpty("modifiedProperties")) {
            changes.put(
                    property.optionalNonBlank("displayName").orElse(""),
                    new Change(unwrap(property, "oldValue"), unwrap(property, "newValue")));
        }
        return changes;
    }

    /** Unwraps a value. The audit encodes it as JSON inside a string: {@code "\"Mail.Read\""}. */
    private static String unwrap(JsonNodeReader property, String name) throws ConnectorException {
        String written = property.optionalNonBlank(name).orElse("");
        try {
            JsonNode value = JsonMapper.shared().readTree(written);
            return value.isString() ? value.stringValue().strip() : written.strip();
        } catch (JacksonException _) {
            return written.strip();
        }
    }

    private static String normalize(String activity) {
        return activity.replaceAll("[\\u2010-\\u2015]", "-")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}

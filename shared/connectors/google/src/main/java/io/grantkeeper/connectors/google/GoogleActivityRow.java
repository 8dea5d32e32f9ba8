package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One row of an audit report. Google identifies it by application, time and qualifier. Rows can arrive repeatedly, late
 * and in any order.
 *
 * @param actorId the actor's user id; empty for Google itself and for service accounts
 * @param actorEmail the actor's email address in lowercase
 */
record GoogleActivityRow(
        String application,
        Instant time,
        String qualifier,
        Optional<String> actorId,
        Optional<String> actorEmail,
        Optional<String> ipAddress,
        List<Event> events) {
    /**
     * One event of a row.
     *
     * @param parameters values keyed by parameter name; a single value is a list with one element
     */
    record Event(String name, Map<String, List<String>> parameters) {
        Event {
            parameters = Map.copyOf(parameters);
        }

        List<String> values(String parameter) {
            return parameters.getOrDefault(parameter, List.of());
        }

        Optional<String> value(String parameter) {
            return values(parameter).stream().filter(value -> !value.isBlank()).findFirst();
        }
    }

    GoogleActivityRow {
        events = List.copyOf(events);
    }

    static GoogleActivityRow of(JsonNodeReader row) throws ConnectorException {
        JsonNodeReader id = row.object("id");
        JsonNodeReader actor = row.objectOrEmpty("actor");
        List<Event> events = new ArrayList<>();
        for (JsonNodeReader event : row.listOrEmpty("events")) {
            events.add(new Event(event.optionalNonBlank("name").orElse(""), parameters(event)));
        }
        return new GoogleActivityRow(
                id.nonBlank("applicationName"),
                id.instant("time"),
                id.nonBlank("uniqueQualifier"),
                actor.optionalNonBlank("profileId").filter(GoogleActivityRow::isUserId),
                actor.optionalNonBlank("email")
                        .filter(email -> email.indexOf('@') > 0)
                        .map(GoogleUserMapper::email),
                row.optionalNonBlank("ipAddress"),
                events);
    }

    KnownOrUnknown<PersonId> actor(ConnectionId connection) {
        return KnownOrUnknown.ofNullable(
                actorId.map(id -> new PersonId(connection, id)).orElse(null));
    }

    /**
     * Returns a key that identifies the event. The same event of the same row always has the same key, whenever it is
     * read.
     */
    String key(int event) {
        return application + "/" + time + "/" + qualifier + (event == 0 ? "" : "/" + event);
    }

    /**
     * Returns whether the id is a user's id, which is a long number. In rows that Google itself creates, the actor id
     * is empty or is not a real id.
     */
    private static boolean isUserId(String id) {
        return id.matches("[1-9][0-9]{5,30}");
    }

    /** Returns the parameters by name. Each value type has its own member; nested messages are omitted. */
    private static Map<String, List<String>> parameters(JsonNodeReader event) throws ConnectorException {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (JsonNodeReader parameter : event.listOrEmpty("parameters")) {
            List<String> values = new ArrayList<>(parameter.textsOrEmpty("multiValue"));
            parameter.optionalNonBlank("value").ifPresent(values::add);
            parameter.optionalNonBlank("intValue").ifPresent(values::add);
            parameter.optionalFlag("boolValue").map(String::valueOf).ifPresent(values::add);
            parameters.put(parameter.optionalNonBlank("name").orElse(""), List.copyOf(values));
        }
        return parameters;
    }
}

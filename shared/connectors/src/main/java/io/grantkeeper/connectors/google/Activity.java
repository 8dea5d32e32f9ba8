package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One row of an audit report. Google names it by application, time and qualifier; rows come more than once, late and in
 * any order.
 *
 * @param actorId the actor's user id; empty for Google itself and for service accounts
 * @param actorEmail lower case
 */
record Activity(
        String application,
        Instant time,
        String qualifier,
        Optional<String> actorId,
        Optional<String> actorEmail,
        Optional<String> ipAddress,
        List<Event> events) {
    /**
     * Something that happened.
     *
     * @param parameters values by name; one that has a single value is a list of one
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

    Activity {
        events = List.copyOf(events);
    }

    static Activity of(JsonBody row) throws ConnectorException {
        JsonBody id = row.object("id");
        Optional<JsonBody> actor = row.optionalObject("actor");
        List<Event> events = new ArrayList<>();
        for (JsonBody event : row.listOrEmpty("events")) {
            events.add(new Event(Read.optional(event, "name").orElse(""), parameters(event)));
        }
        return new Activity(
                Read.required(id, "applicationName"),
                id.instant("time"),
                Read.required(id, "uniqueQualifier"),
                optional(actor, "profileId").filter(Activity::isUserId),
                optional(actor, "email").filter(email -> email.indexOf('@') > 0).map(People::email),
                Read.optional(row, "ipAddress"),
                events);
    }

    private static Optional<String> optional(Optional<JsonBody> object, String name) throws ConnectorException {
        return object.isPresent() ? Read.optional(object.get(), name) : Optional.empty();
    }

    Knowledge<PersonId> actor(ConnectionId connection) {
        return Knowledge.ofNullable(
                actorId.map(id -> new PersonId(connection, id)).orElse(null));
    }

    /** The same for the same event of the same row, whenever and however often it is read. */
    String key(int event) {
        return application + "/" + time + "/" + qualifier + (event == 0 ? "" : "/" + event);
    }

    /** Rows of Google's own making carry an empty or made-up actor id; a user's is a long number. */
    private static boolean isUserId(String id) {
        return id.matches("[1-9][0-9]{5,30}");
    }

    /** Each type of value has a member of its own; messages inside parameters are left out. */
    private static Map<String, List<String>> parameters(JsonBody event) throws ConnectorException {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (JsonBody parameter : event.listOrEmpty("parameters")) {
            List<String> values = new ArrayList<>(Read.texts(parameter, "multiValue"));
            Read.optional(parameter, "value").ifPresent(values::add);
            Read.optional(parameter, "intValue").ifPresent(values::add);
            parameter.optionalFlag("boolValue").map(String::valueOf).ifPresent(values::add);
            parameters.put(Read.optional(parameter, "name").orElse(""), List.copyOf(values));
        }
        return parameters;
    }
}

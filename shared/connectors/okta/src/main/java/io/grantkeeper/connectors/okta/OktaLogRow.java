package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event of the system log. It comes from the log itself, from an event hook or from the log stream on an event bus;
 * its content and its {@code uuid} are the same in all three.
 *
 * @param apiToken the API token that was used, if any
 */
record OktaLogRow(
        String uuid,
        String eventType,
        Instant published,
        boolean happened,
        Optional<Party> actor,
        List<Party> targets,
        Optional<String> apiToken) {
    /** The actor or a target of an event. */
    record Party(String id, String type, Optional<String> name) {}

    OktaLogRow {
        targets = List.copyOf(targets);
    }

    static OktaLogRow of(JsonNodeReader row) throws ConnectorException {
        Optional<JsonNodeReader> outcome = row.optionalObject("outcome");
        List<Party> targets = new ArrayList<>();
        for (JsonNodeReader target : row.listOrEmpty("target")) {
            party(target).ifPresent(targets::add);
        }
        Optional<JsonNodeReader> actor = row.optionalObject("actor");
        return new OktaLogRow(
                row.text("uuid"),
                row.text("eventType"),
                row.instant("published"),
                outcome.isEmpty()
                        || tookEffect(outcome.get().optionalText("result").orElse("")),
                actor.isPresent() ? party(actor.get()) : Optional.empty(),
                targets,
                apiToken(row));
    }

    /**
     * Returns whether the event took effect. Failed and denied operations changed nothing; operations with an unknown
     * result may have changed something.
     */
    private static boolean tookEffect(String result) {
        return switch (result) {
            case "FAILURE", "DENY", "SKIPPED", "CHALLENGE", "ABANDONED", "UNANSWERED" -> false;
            default -> true;
        };
    }

    private static Optional<Party> party(JsonNodeReader body) throws ConnectorException {
        Optional<String> id = body.optionalText("id");
        return id.isPresent()
                ? Optional.of(
                        new Party(id.get(), body.optionalText("type").orElse(""), body.optionalText("displayName")))
                : Optional.empty();
    }

    private static Optional<String> apiToken(JsonNodeReader row) throws ConnectorException {
        return row.objectOrEmpty("transaction").objectOrEmpty("detail").optionalText("requestApiTokenId");
    }

    Optional<Party> target(String type) {
        return targets.stream().filter(party -> party.type().equals(type)).findFirst();
    }
}

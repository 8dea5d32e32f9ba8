package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event of the system log: as the log lists it, as an event hook delivers it, or as the log stream puts it on an
 * event bus. It is the same in all three, and its {@code uuid} is too.
 *
 * @param apiToken the API token that it was done with, where it was done with one
 */
record LogRow(
        String uuid,
        String eventType,
        Instant published,
        boolean happened,
        Optional<Party> actor,
        List<Party> targets,
        Optional<String> apiToken) {
    /** Who did it, or what it was done to. */
    record Party(String id, String type, Optional<String> name) {}

    LogRow {
        targets = List.copyOf(targets);
    }

    static LogRow of(JsonBody row) throws ConnectorException {
        Optional<JsonBody> outcome = row.optionalObject("outcome");
        List<Party> targets = new ArrayList<>();
        for (JsonBody target : row.listOrEmpty("target")) {
            party(target).ifPresent(targets::add);
        }
        Optional<JsonBody> actor = row.optionalObject("actor");
        return new LogRow(
                row.text("uuid"),
                row.text("eventType"),
                row.instant("published"),
                outcome.isEmpty()
                        || hasHappened(outcome.get().optionalText("result").orElse("")),
                actor.isPresent() ? party(actor.get()) : Optional.empty(),
                targets,
                apiToken(row));
    }

    /** What failed or was denied changed nothing; results that are not known may have. */
    private static boolean hasHappened(String result) {
        return switch (result) {
            case "FAILURE", "DENY", "SKIPPED", "CHALLENGE", "ABANDONED", "UNANSWERED" -> false;
            default -> true;
        };
    }

    private static Optional<Party> party(JsonBody body) throws ConnectorException {
        Optional<String> id = body.optionalText("id");
        return id.isPresent()
                ? Optional.of(
                        new Party(id.get(), body.optionalText("type").orElse(""), body.optionalText("displayName")))
                : Optional.empty();
    }

    private static Optional<String> apiToken(JsonBody row) throws ConnectorException {
        Optional<JsonBody> transaction = row.optionalObject("transaction");
        Optional<JsonBody> detail =
                transaction.isPresent() ? transaction.get().optionalObject("detail") : Optional.empty();
        return detail.isPresent() ? detail.get().optionalText("requestApiTokenId") : Optional.empty();
    }

    Optional<Party> target(String type) {
        return targets.stream().filter(party -> party.type().equals(type)).findFirst();
    }
}

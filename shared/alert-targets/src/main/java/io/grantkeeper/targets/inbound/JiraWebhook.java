package io.grantkeeper.targets.inbound;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.ticket.TicketIds;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Verifies and reads Jira webhooks that an administrator created with a secret. The header {@code X-Hub-Signature}
 * contains {@code sha256=} and the signature; the ticket's key is one of the labels. Source:
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
public record JiraWebhook(String target, Supplier<Secret> secret) implements TicketWebhook {
    @Override
    public Reading read(Delivery delivery, Instant now) {
        if (!BodySignature.isGenuine(secret.get(), delivery.header("x-hub-signature"), "sha256=", delivery.body())) {
            return new Reading.Forged();
        }
        Optional<JsonNode> body = BodySignature.json(delivery.body());
        if (body.isEmpty()) {
            return new Reading.Malformed();
        }
        JsonNode fields = body.get().path("issue").path("fields");
        Optional<String> key = key(fields.path("labels"));
        Optional<TicketEvent.What> what = what(
                body.get().path("webhookEvent").asString(""),
                fields.path("status").path("statusCategory").path("key").asString(""));
        if (key.isEmpty() || what.isEmpty()) {
            return new Reading.Irrelevant();
        }
        long at = body.get().path("timestamp").asLong(0);
        return at <= 0
                ? new Reading.Malformed()
                : new Reading.Changed(new TicketEvent(key.get(), what.get(), Instant.ofEpochMilli(at)));
    }

    private static Optional<String> key(JsonNode labels) {
        for (JsonNode label : labels) {
            if (TicketIds.Key.parse(label.asString("")).isPresent()) {
                return label.asStringOpt();
            }
        }
        return Optional.empty();
    }

    private static Optional<TicketEvent.What> what(String event, String category) {
        if (event.equals("jira:issue_deleted")) {
            return Optional.of(TicketEvent.What.CLOSED);
        }
        if (!event.equals("jira:issue_updated")) {
            return Optional.empty();
        }
        return switch (category) {
            case "done" -> Optional.of(TicketEvent.What.CLOSED);
            case "indeterminate" -> Optional.of(TicketEvent.What.ACKNOWLEDGED);
            case "new" -> Optional.of(TicketEvent.What.REOPENED);
            default -> Optional.empty();
        };
    }
}

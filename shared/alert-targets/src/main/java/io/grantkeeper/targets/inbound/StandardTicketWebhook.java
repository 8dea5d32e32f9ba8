package io.grantkeeper.targets.inbound;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.webhook.StandardWebhookSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Verifies and reads webhooks in the format of Standard Webhooks, which are sent by the receiver of a generic webhook
 * or by a business rule in ServiceNow. The body is {@code {"type": "ticket.closed", "timestamp":
 * "2026-11-28T16:00:00Z", "data": {"key": "gk-…"}}}; other types are {@code ticket.acknowledged} and
 * {@code ticket.reopened}.
 */
public record StandardTicketWebhook(String target, Supplier<Secret> secret) implements TicketWebhook {
    @Override
    public Reading read(Delivery delivery, Instant now) {
        if (!StandardWebhookSignature.isGenuine(
                List.of(secret.get()),
                delivery.header("webhook-id"),
                delivery.header("webhook-timestamp"),
                delivery.header("webhook-signature"),
                delivery.body(),
                now)) {
            return new Reading.Forged();
        }
        Optional<JsonNode> body = BodySignature.json(delivery.body());
        if (body.isEmpty()) {
            return new Reading.Malformed();
        }
        Optional<TicketEvent.What> what = what(body.get().path("type").asString(""));
        String key = body.get().path("data").path("key").asString("");
        if (what.isEmpty()) {
            return new Reading.Irrelevant();
        }
        return BodySignature.time(body.get().path("timestamp").asString(""))
                .filter(_ -> !key.isEmpty())
                .<Reading>map(at -> new Reading.Changed(new TicketEvent(key, what.get(), at)))
                .orElseGet(Reading.Malformed::new);
    }

    private static Optional<TicketEvent.What> what(String type) {
        return switch (type) {
            case "ticket.closed" -> Optional.of(TicketEvent.What.CLOSED);
            case "ticket.acknowledged" -> Optional.of(TicketEvent.What.ACKNOWLEDGED);
            case "ticket.reopened" -> Optional.of(TicketEvent.What.REOPENED);
            default -> Optional.empty();
        };
    }
}

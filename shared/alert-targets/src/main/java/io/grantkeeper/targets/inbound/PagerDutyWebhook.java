package io.grantkeeper.targets.inbound;

import io.grantkeeper.identity.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Verifies and reads PagerDuty's v3 webhooks. The header {@code X-PagerDuty-Signature} contains a {@code v1=}
 * signature; while secrets are rotated, it contains one for each secret. The member {@code incident_key} is the
 * {@code dedup_key} of the event that created the incident. Source:
 * https://developer.pagerduty.com/docs/verifying-signatures
 */
public record PagerDutyWebhook(String target, Supplier<Secret> secret) implements TicketWebhook {
    @Override
    public Reading read(Delivery delivery, Instant now) {
        if (!BodySignature.isGenuine(secret.get(), delivery.header("x-pagerduty-signature"), "v1=", delivery.body())) {
            return new Reading.Forged();
        }
        Optional<JsonNode> body = BodySignature.json(delivery.body());
        if (body.isEmpty()) {
            return new Reading.Malformed();
        }
        JsonNode event = body.get().path("event");
        Optional<TicketEvent.What> what = what(event.path("event_type").asString(""));
        String key = event.path("data").path("incident_key").asString("");
        if (what.isEmpty() || key.isEmpty()) {
            return new Reading.Irrelevant();
        }
        return BodySignature.time(event.path("occurred_at").asString(""))
                .<Reading>map(at -> new Reading.Changed(new TicketEvent(key, what.get(), at)))
                .orElseGet(Reading.Malformed::new);
    }

    private static Optional<TicketEvent.What> what(String type) {
        return switch (type) {
            case "incident.resolved" -> Optional.of(TicketEvent.What.CLOSED);
            case "incident.acknowledged" -> Optional.of(TicketEvent.What.ACKNOWLEDGED);
            case "incident.reopened", "incident.unacknowledged" -> Optional.of(TicketEvent.What.REOPENED);
            default -> Optional.empty();
        };
    }
}

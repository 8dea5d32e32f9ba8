package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.http.WebhookSender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Notification subscriptions for user changes. Callers create, renew and remove subscriptions; before one is created,
 * the receiver is validated. Tests deliver the notifications.
 */
public final class EntraNotifications {
    private static final Duration LONGEST = Duration.ofDays(29);

    private final EntraTenant tenant;
    private final WebhookSender sender = new WebhookSender();
    private final AtomicLong sequence = new AtomicLong();
    private long delivered;

    EntraNotifications(EntraTenant tenant) {
        this.tenant = tenant;
        this.delivered = tenant.users().sequence();
    }

    SimulatorResponse answer(GraphCall call) {
        return switch (call.method()) {
            case "POST" -> call.path().size() == 1 ? create(call) : GraphError.noSegment(call.last());
            case "PATCH" -> renew(call);
            case "DELETE" ->
                tenant.subscriptions().remove(call.part(1))
                        ? SimulatorResponse.empty(204)
                        : GraphError.notFound(call.part(1));
            default -> GraphError.noSegment(call.last());
        };
    }

    private SimulatorResponse create(GraphCall call) {
        JsonNode asked = call.body();
        String resource = asked.path("resource").asString("");
        String state = asked.path("clientState").asString("");
        Optional<Instant> expires = expires(asked);
        if (!resource.equals("users") || state.length() > 128 || expires.isEmpty()) {
            return GraphError.of(
                    400, "InvalidRequest", "The resource, the client state or the expiration is not valid.");
        }
        for (String url : List.of("notificationUrl", "lifecycleNotificationUrl")) {
            String address = asked.path(url).asString("");
            if (!address.isEmpty() && !validates(address)) {
                return GraphError.of(
                        400, "ValidationError", "Subscription validation request failed. HTTP status code is not OK.");
            }
        }
        Map<String, @Nullable Object> subscription = object(
                "id", StableGuids.of("subscription " + sequence.incrementAndGet()),
                "resource", resource,
                "changeType", asked.path("changeType").asString(""),
                "notificationUrl", asked.path("notificationUrl").asString(""),
                "lifecycleNotificationUrl",
                        asked.path("lifecycleNotificationUrl").asString(""),
                "expirationDateTime", expires,
                "clientState", null);
        Map<String, @Nullable Object> kept = new java.util.LinkedHashMap<>(subscription);
        kept.put("~clientState", state);
        tenant.subscriptions().put(kept);
        return SimulatorResponse.json(201, subscription);
    }

    private SimulatorResponse renew(GraphCall call) {
        Optional<Instant> expires = expires(call.body());
        if (tenant.subscriptions().find(call.part(1)).isEmpty()) {
            return GraphError.notFound(call.part(1));
        }
        if (expires.isEmpty()) {
            return GraphError.of(400, "InvalidRequest", "The expiration is not valid.");
        }
        tenant.subscriptions()
                .set(call.part(1), "expirationDateTime", expires.get().toString());
        return SimulatorResponse.json(200, object("id", call.part(1), "expirationDateTime", expires.get()));
    }

    private Optional<Instant> expires(JsonNode asked) {
        try {
            Instant expires = Instant.parse(asked.path("expirationDateTime").asString(""));
            boolean possible = expires.isAfter(tenant.now())
                    && !expires.isAfter(tenant.now().plus(LONGEST));
            return possible ? Optional.of(expires) : Optional.empty();
        } catch (java.time.DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** Returns whether the receiver is valid: it must return the validation token as plain text, as Graph requires. */
    private boolean validates(String address) {
        String token = "Validation: Testing client application reachability for subscription Request-Id: "
                + StableGuids.of("validation " + sequence.get());
        String separator = address.contains("?") ? "&" : "?";
        URI target =
                URI.create(address + separator + "validationToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        WebhookSender.Receipt receipt =
                sender.post(target, Map.of("Content-Type", "text/plain; charset=utf-8"), new byte[0]);
        return receipt.status() == 200 && receipt.body().equals(token);
    }

    /**
     * Delivers notifications about the users that changed since the last delivery.
     *
     * @return the receivers' responses
     */
    public List<WebhookSender.Receipt> deliver(DeliveryMode mode) {
        List<DirectoryTable.Change> changes = tenant.users().since(delivered);
        delivered = tenant.users().sequence();
        List<WebhookSender.Receipt> receipts = new ArrayList<>();
        for (Map<String, @Nullable Object> subscription : tenant.subscriptions().all()) {
            List<Map<String, @Nullable Object>> messages = changes.stream()
                    .map(change -> changed(subscription, change))
                    .toList();
            for (Map<String, @Nullable Object> message : mode.arrange(messages)) {
                receipts.add(post(subscription, "notificationUrl", message));
            }
        }
        return receipts;
    }

    /**
     * Delivers a lifecycle notification to the receiver of each subscription.
     *
     * @param event {@code reauthorizationRequired}, {@code subscriptionRemoved} or {@code missed}
     */
    public List<WebhookSender.Receipt> deliverLifecycle(String event) {
        List<WebhookSender.Receipt> receipts = new ArrayList<>();
        for (Map<String, @Nullable Object> subscription : tenant.subscriptions().all()) {
            Map<String, @Nullable Object> message = about(subscription);
            message.put("lifecycleEvent", event);
            receipts.add(post(subscription, "lifecycleNotificationUrl", message));
            if (event.equals("subscriptionRemoved")) {
                tenant.subscriptions().remove(String.valueOf(subscription.get("id")));
            }
        }
        return receipts;
    }

    private WebhookSender.Receipt post(
            Map<String, @Nullable Object> subscription, String url, Map<String, @Nullable Object> message) {
        return sender.post(
                URI.create(String.valueOf(subscription.get(url))),
                Map.of("Content-Type", "application/json"),
                SimulatorJson.write(object("value", List.of(message))));
    }

    private Map<String, @Nullable Object> changed(
            Map<String, @Nullable Object> subscription, DirectoryTable.Change change) {
        Map<String, @Nullable Object> message = about(subscription);
        message.put("id", StableGuids.of("notification " + sequence.incrementAndGet()));
        message.put("changeType", change.object().isPresent() ? "updated" : "deleted");
        message.put("resource", "Users/" + change.id());
        message.put("resourceData", object("@odata.type", "#Microsoft.Graph.User", "id", change.id()));
        return message;
    }

    private Map<String, @Nullable Object> about(Map<String, @Nullable Object> subscription) {
        return object(
                "subscriptionId", subscription.get("id"),
                "subscriptionExpirationDateTime", subscription.get("expirationDateTime"),
                "clientState", subscription.get("~clientState"),
                "tenantId", tenant.id());
    }
}

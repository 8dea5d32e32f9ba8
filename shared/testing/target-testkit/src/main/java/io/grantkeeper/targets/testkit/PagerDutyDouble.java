package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A double of PagerDuty's Events API v2. Combines events that have the same {@code dedup_key} into one alert until that
 * alert is resolved. Also signs v3 webhooks.
 */
public final class PagerDutyDouble extends TargetDouble {
    private static final int MAX_BYTES = 512 * 1024;
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final String routingKey;
    private final List<Alert> alerts = new ArrayList<>();

    private static final class Alert {
        private final String key;
        private JsonNode payload;
        private String status = "triggered";

        Alert(String key, JsonNode payload) {
            this.key = key;
            this.payload = payload;
        }
    }

    public PagerDutyDouble(String routingKey) {
        this.routingKey = routingKey;
    }

    @Override
    protected Answer answer(Received request) {
        if (!request.method().equals("POST") || !request.path().equals("/v2/enqueue")) {
            return Answer.of(404, "");
        }
        JsonNode event = request.json();
        String key = event.path("dedup_key").asString("");
        boolean trigger = event.path("event_action").asString("").equals("trigger");
        JsonNode payload = event.path("payload");
        String summary = payload.path("summary").asString("");
        if (!event.path("routing_key").asString("").equals(routingKey)) {
            return invalid("Invalid routing key");
        }
        if (request.body().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Answer.of(413, "");
        }
        if (key.length() > 255
                || (trigger
                        && (summary.isEmpty()
                                || summary.length() > 1_024
                                || payload.path("source").asString("").isEmpty()
                                || !SEVERITIES.contains(payload.path("severity").asString(""))))) {
            return invalid("Event object is invalid");
        }
        Alert open = alerts.stream()
                .filter(alert -> alert.key.equals(key) && !alert.status.equals("resolved"))
                .findFirst()
                .orElse(null);
        switch (event.path("event_action").asString("")) {
            case "trigger" -> {
                if (open == null) {
                    alerts.add(new Alert(key, payload));
                } else {
                    open.payload = payload;
                }
            }
            case "acknowledge" -> set(open, "acknowledged");
            case "resolve" -> set(open, "resolved");
            default -> {
                return invalid("event_action is invalid");
            }
        }
        return Answer.of(
                202,
                JsonTrees.write(JsonTrees.object()
                        .put("status", "success")
                        .put("message", "Event processed")
                        .put("dedup_key", key)));
    }

    private static void set(@Nullable Alert open, String status) {
        if (open != null) {
            open.status = status;
        }
    }

    private static Answer invalid(String message) {
        return Answer.of(
                400,
                JsonTrees.write(
                        JsonTrees.object().put("status", "invalid event").put("message", message)));
    }

    @Override
    public synchronized List<String> titles() {
        return alerts.stream()
                .map(alert -> alert.payload.path("summary").asString(""))
                .toList();
    }

    @Override
    public synchronized int tickets() {
        return alerts.size();
    }

    @Override
    public synchronized boolean isClosed(String key) {
        return alerts.stream().anyMatch(alert -> alert.key.equals(key) && alert.status.equals("resolved"));
    }

    @Override
    public synchronized String severity(String key) {
        return alerts.stream()
                .filter(alert -> alert.key.equals(key))
                .map(alert -> alert.payload.path("severity").asString(""))
                .reduce("", (_, last) -> last);
    }

    /** Returns the severities of all alerts. */
    public synchronized List<String> severities() {
        return alerts.stream()
                .map(alert -> alert.payload.path("severity").asString(""))
                .toList();
    }

    @Override
    public synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Alert alert : alerts) {
            texts.add(alert.payload.path("summary").asString(""));
            texts.add(alert.payload.path("component").asString(""));
            alert.payload.path("custom_details").path("details").forEach(text -> texts.add(text.asString("")));
        }
        return texts;
    }

    /** Returns the body of a v3 webhook about an incident. */
    public static String webhook(String type, String key, Instant at) {
        ObjectNode message = JsonTrees.object();
        ObjectNode event = message.putObject("event")
                .put("id", "01DRF6BV78")
                .put("event_type", type)
                .put("resource_type", "incident")
                .put("occurred_at", at.toString());
        event.putObject("agent").put("type", "user_reference").put("summary", "Tenex Engineer");
        event.putObject("data")
                .put("id", "PGR0VU2")
                .put("type", "incident")
                .put("incident_key", key)
                .put("title", "A little bump in the road");
        return JsonTrees.write(message);
    }

    /** Returns the headers of a v3 webhook that is signed with two secrets, as during a rotation. */
    public static Map<String, String> headers(String secret, String body) {
        return Map.of("x-pagerduty-signature", signature("retired", body) + "," + signature(secret, body));
    }

    private static String signature(String secret, String body) {
        return "v1="
                + HexFormat.of()
                        .formatHex(
                                hmac(secret.getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8)));
    }
}

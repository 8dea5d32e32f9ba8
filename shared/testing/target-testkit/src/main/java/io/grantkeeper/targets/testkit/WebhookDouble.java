package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A receiver of Standard Webhooks. Verifies signatures, ignores duplicates by id, and limits the size to 20 KB. */
public final class WebhookDouble extends TargetDouble {
    private static final int MAX_BYTES = 20 * 1024;

    private final String secret;
    private final Set<String> seen = new HashSet<>();
    private final List<JsonNode> messages = new ArrayList<>();

    /**
     * Creates a receiver.
     *
     * @param secret {@code whsec_} and a key in base64
     */
    public WebhookDouble(String secret) {
        this.secret = secret;
    }

    @Override
    protected Answer answer(Received request) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        String expected = signature(secret, request.header("webhook-id"), request.header("webhook-timestamp"), body);
        boolean genuine = List.of(request.header("webhook-signature").split(" ", -1)).stream()
                .anyMatch(given -> MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8)));
        if (!genuine) {
            return Answer.of(401, "");
        }
        if (body.length > MAX_BYTES) {
            return Answer.of(413, "");
        }
        if (seen.add(request.header("webhook-id"))) {
            messages.add(request.json());
        }
        return Answer.of(204, "");
    }

    @Override
    public synchronized List<String> titles() {
        return messages.stream()
                .map(message -> message.path("data").path("title").asString(""))
                .toList();
    }

    @Override
    public synchronized int tickets() {
        return (int) messages.stream()
                .filter(message -> message.path("type").asString("").equals("finding.opened"))
                .count();
    }

    @Override
    public synchronized boolean isClosed(String key) {
        return messages.stream()
                .anyMatch(message -> message.path("type").asString("").equals("finding.closed")
                        && message.path("data").path("key").asString("").equals(key));
    }

    @Override
    public synchronized String severity(String key) {
        return messages.stream()
                .map(message -> message.path("data"))
                .filter(data -> data.path("key").asString("").equals(key) && data.has("severity"))
                .map(data -> data.path("severity").asString(""))
                .reduce("", (_, last) -> last);
    }

    @Override
    public synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : messages) {
            texts.add(message.path("data").path("title").asString(""));
            texts.add(message.path("data").path("subject").asString(""));
            message.path("data").path("details").forEach(text -> texts.add(text.asString("")));
        }
        return texts;
    }

    /** Returns the body of a message to Grantkeeper. */
    public static String webhook(String type, String key, Instant at) {
        ObjectNode message = JsonTrees.object().put("type", type).put("timestamp", at.toString());
        message.putObject("data").put("key", key);
        return JsonTrees.write(message);
    }

    /** Returns the headers of a message to Grantkeeper. */
    public static Map<String, String> headers(String secret, String body, Instant now) {
        String timestamp = String.valueOf(now.getEpochSecond());
        return Map.of(
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                signature(secret, "msg_1", timestamp, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String signature(String secret, String id, String timestamp, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[start.length + body.length];
        System.arraycopy(start, 0, content, 0, start.length);
        System.arraycopy(body, 0, content, start.length, body.length);
        return "v1," + Base64.getEncoder().encodeToString(hmac(key, content));
    }
}

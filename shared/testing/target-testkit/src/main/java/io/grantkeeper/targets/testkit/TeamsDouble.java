package io.grantkeeper.targets.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A double of a webhook of Teams' Workflows app. Accepts Adaptive Cards of at most 28 KB with 202, without any other
 * content in the response. The query contains the signature that authorizes the call.
 */
public final class TeamsDouble extends TargetDouble {
    private static final int MAX_BYTES = 28 * 1024;
    private static final String PATH = "/workflows/0f1e2d3c4b5a/triggers/manual/paths/invoke";

    private final String signature;
    private final List<JsonNode> cards = new ArrayList<>();

    public TeamsDouble(String signature) {
        this.signature = signature;
    }

    /** Returns the URL of the webhook, which is a secret. */
    public String url() {
        return address().resolve(PATH + "?api-version=1&sig=" + signature).toString();
    }

    @Override
    protected Answer answer(Received request) {
        if (!request.path().equals(PATH)) {
            return Answer.of(404, "{\"error\":{\"code\":\"WorkflowNotFound\"}}");
        }
        if (!request.query().endsWith("sig=" + signature)) {
            return Answer.of(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}");
        }
        if (request.body().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Answer.of(413, "{\"error\":{\"code\":\"RequestEntityTooLarge\"}}");
        }
        JsonNode attachment = request.json().path("attachments").path(0);
        JsonNode card = attachment.path("content");
        if (!request.json().path("type").asString("").equals("message")
                || !attachment.path("contentType").asString("").equals("application/vnd.microsoft.card.adaptive")
                || !card.path("type").asString("").equals("AdaptiveCard")
                || card.path("body").isEmpty()) {
            return Answer.of(400, "{\"error\":{\"code\":\"InvalidRequest\"}}");
        }
        cards.add(card);
        return Answer.of(202, "");
    }

    @Override
    public synchronized List<String> titles() {
        return cards.stream().map(card -> lines(card).getFirst()).toList();
    }

    @Override
    public synchronized int tickets() {
        return (int) cards.stream()
                .map(TeamsDouble::lines)
                .filter(lines -> !lines.getFirst().startsWith("Closed: ") && !isChange(lines))
                .count();
    }

    private static boolean isChange(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("Grantkeeper changed the severity"));
    }

    @Override
    public synchronized String severity(String key) {
        return cards.stream()
                .map(TeamsDouble::lines)
                .filter(lines -> lines.contains("Reference: " + key))
                .map(lines -> lines.getFirst().replaceFirst(":.*", ""))
                .reduce("", (_, last) -> last);
    }

    @Override
    public synchronized boolean isClosed(String key) {
        return cards.stream()
                .map(TeamsDouble::lines)
                .anyMatch(lines -> lines.getFirst().startsWith("Closed: ") && lines.contains("Reference: " + key));
    }

    @Override
    public synchronized List<String> texts() {
        return cards.stream().flatMap(card -> lines(card).stream()).toList();
    }

    /** Returns the types of all elements that show text. Only rich text blocks show text unchanged. */
    public synchronized List<String> elementTypes() {
        List<String> types = new ArrayList<>();
        cards.forEach(card ->
                card.path("body").forEach(block -> types.add(block.path("type").asString(""))));
        return types;
    }

    private static List<String> lines(JsonNode card) {
        List<String> lines = new ArrayList<>();
        card.path("body")
                .forEach(block -> block.path("inlines")
                        .forEach(run -> lines.add(run.path("text").asString(""))));
        return lines;
    }
}

package io.grantkeeper.answers.slack;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A click on one of our buttons, out of a {@code block_actions} payload.
 *
 * @param user Slack's id of who clicked
 * @param ticket the button's value
 * @param responseUrl where the message can be updated, for half an hour
 */
public record SlackClick(String user, String ticket, String responseUrl) {
    /** Begins the action ids of our buttons. */
    public static final String ACTION = "answer:";

    private static final String MEMBER = "payload=";

    /**
     * Reads a request's body, whose signature was checked.
     *
     * @return empty where it is another kind of interaction, or another's button: a link, a menu
     * @throws IllegalArgumentException where it is not as Slack sends it
     */
    public static Optional<SlackClick> read(byte[] body) {
        JsonNode payload = payload(body);
        if (!payload.path("type").asString("").equals("block_actions")) {
            return Optional.empty();
        }
        for (JsonNode action : payload.path("actions")) {
            if (action.path("action_id").asString("").startsWith(ACTION)
                    && !action.path("value").asString("").isEmpty()) {
                return Optional.of(new SlackClick(
                        payload.path("user").path("id").asString(""),
                        action.path("value").asString(""),
                        payload.path("response_url").asString("")));
            }
        }
        return Optional.empty();
    }

    private static JsonNode payload(byte[] body) {
        String form = new String(body, StandardCharsets.UTF_8);
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith(MEMBER)) {
                try {
                    String json = java.net.URLDecoder.decode(pair.substring(MEMBER.length()), StandardCharsets.UTF_8);
                    JsonNode payload = JsonTrees.read(json);
                    if (payload.isObject()) {
                        return payload;
                    }
                    break; // told below
                } catch (JacksonException | IllegalArgumentException _) {
                    break; // told below, without quoting it
                }
            }
        }
        throw new IllegalArgumentException("the body must be a form whose member 'payload' is JSON, as Slack sends it");
    }
}

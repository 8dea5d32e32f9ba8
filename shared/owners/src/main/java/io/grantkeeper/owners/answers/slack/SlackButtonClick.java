package io.grantkeeper.owners.answers.slack;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A click on one of Grantkeeper's buttons, from a {@code block_actions} payload.
 *
 * @param user the Slack id of the person who clicked
 * @param ticket the button's value
 * @param responseUrl the URL through which the message can be updated within 30 minutes of the click
 */
public record SlackButtonClick(String user, String ticket, String responseUrl) {
    /** The prefix of the action ids of Grantkeeper's buttons. */
    public static final String ACTION = "answer:";

    private static final String MEMBER = "payload=";

    /**
     * Parses the body of a request. The request's signature must already have been verified.
     *
     * @return the click; empty for other kinds of interaction and for elements that are not Grantkeeper's buttons, such
     *     as links and menus
     * @throws IllegalArgumentException if the body is not in Slack's format
     */
    public static Optional<SlackButtonClick> read(byte[] body) {
        JsonNode payload = payload(body);
        if (!payload.path("type").asString("").equals("block_actions")) {
            return Optional.empty();
        }
        for (JsonNode action : payload.path("actions")) {
            if (action.path("action_id").asString("").startsWith(ACTION)
                    && !action.path("value").asString("").isEmpty()) {
                return Optional.of(new SlackButtonClick(
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
                    break; // the exception below reports the error
                } catch (JacksonException | IllegalArgumentException _) {
                    break; // the exception below reports the error without quoting the body
                }
            }
        }
        throw new IllegalArgumentException("the body must be a form whose member 'payload' is JSON, as Slack sends it");
    }
}

package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends direct messages as a Slack bot, which needs the scopes {@code chat:write}, {@code im:write}, {@code im:history}
 * and {@code users:read.email}. Each message contains the id of its send as message metadata. After an interruption,
 * the channel uses this id to check whether the message was sent.
 */
public final class SlackChannel implements AlertChannel {
    private static final String EVENT_TYPE = "grantkeeper_alert";
    private static final int LOOK_BACK = 100;
    private final SlackMessagingClient api;

    public SlackChannel(SlackMessagingClient api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) throws ChannelException {
        SlackMessagingClient.Answer answer = api.get("users.lookupByEmail", "email", recipient.email());
        return switch (answer) {
            case SlackMessagingClient.Answer.Good(JsonNode body) ->
                body.path("user").path("deleted").asBoolean(false)
                        ? Optional.empty()
                        : body.path("user").path("id").asStringOpt();
            case SlackMessagingClient.Answer.Refused(String error) -> {
                if (error.equals("users_not_found")) {
                    yield Optional.empty();
                }
                throw rejected("users.lookupByEmail", error);
            }
        };
    }

    @Override
    public String render(AlertMessage message) {
        return SlackBlockRenderer.render(message).toString();
    }

    @Override
    public String deliver(AlertSend send, boolean mayHaveBeenSent) throws ChannelException {
        String conversation = open(send.recipient());
        if (mayHaveBeenSent) {
            Optional<String> already = find(conversation, send.id());
            if (already.isPresent()) {
                return already.get();
            }
        }
        ObjectNode request = (ObjectNode) JsonTrees.read(send.body());
        request.put("channel", conversation);
        request.put("unfurl_links", false);
        request.put("unfurl_media", false);
        ObjectNode metadata = request.putObject("metadata").put("event_type", EVENT_TYPE);
        metadata.putObject("event_payload").put("send_id", send.id());
        JsonNode posted = requireOk("chat.postMessage", api.post("chat.postMessage", request));
        return conversation + "/" + posted.path("ts").asString("");
    }

    private String open(String user) throws ChannelException {
        ObjectNode request = JsonTrees.object().put("users", user);
        return requireOk("conversations.open", api.post("conversations.open", request))
                .path("channel")
                .path("id")
                .asString("");
    }

    private Optional<String> find(String conversation, String sendId) throws ChannelException {
        JsonNode history = requireOk(
                "conversations.history",
                api.get(
                        "conversations.history",
                        "channel",
                        conversation,
                        "include_all_metadata",
                        "true",
                        "limit",
                        String.valueOf(LOOK_BACK)));
        for (JsonNode message : history.path("messages")) {
            String id = message.path("metadata")
                    .path("event_payload")
                    .path("send_id")
                    .asString("");
            if (id.equals(sendId)) {
                return Optional.of(conversation + "/" + message.path("ts").asString(""));
            }
        }
        return Optional.empty();
    }

    private static JsonNode requireOk(String method, SlackMessagingClient.Answer answer) throws ChannelException {
        return switch (answer) {
            case SlackMessagingClient.Answer.Good(JsonNode body) -> body;
            case SlackMessagingClient.Answer.Refused(String error) -> throw rejected(method, error);
        };
    }

    private static ChannelException rejected(String method, String error) {
        String hint =
                switch (error) {
                    case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                        "; check the credential of the Slack alert channel";
                    case "missing_scope" -> "; the bot needs chat:write, im:write, im:history and users:read.email";
                    default -> "";
                };
        return ChannelException.rejected("Slack rejected %s with '%s'%s".formatted(method, error, hint));
    }
}

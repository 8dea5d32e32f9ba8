package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.SenderContact;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends direct messages as a Slack bot, which needs the scopes in {@link SlackAppManifest}. Each message contains the
 * id of its delivery as message metadata. After an interruption, the channel uses this id to check whether the message
 * was sent.
 */
public final class SlackChannel implements AlertChannel {
    private static final String EVENT_TYPE = "grantkeeper_alert";
    private static final int LOOK_BACK = 100;
    private final SlackMessagingClient api;
    private final Optional<SenderContact> sender;

    /** Creates a channel whose messages do not name a sender. */
    public SlackChannel(SlackMessagingClient api) {
        this(api, Optional.empty());
    }

    /**
     * Creates the channel.
     *
     * @param sender the sender in whose name the messages are sent
     */
    public SlackChannel(SlackMessagingClient api, Optional<SenderContact> sender) {
        this.api = api;
        this.sender = sender;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) throws ChannelException {
        SlackMessagingClient.Answer answer = api.get(SlackMessagingMethod.LOOK_UP_USER, "email", recipient.email());
        return switch (answer) {
            case SlackMessagingClient.Answer.Good(JsonNode body) ->
                body.path("user").path("deleted").asBoolean(false)
                        ? Optional.empty()
                        : body.path("user").path("id").asStringOpt();
            case SlackMessagingClient.Answer.Refused(String error) -> {
                if (error.equals("users_not_found")) {
                    yield Optional.empty();
                }
                throw rejected(SlackMessagingMethod.LOOK_UP_USER, error);
            }
        };
    }

    @Override
    public String render(AlertMessage message) {
        return SlackBlockRenderer.render(message, sender).toString();
    }

    @Override
    public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
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
        JsonNode posted =
                requireOk(SlackMessagingMethod.POST_MESSAGE, api.post(SlackMessagingMethod.POST_MESSAGE, request));
        return conversation + "/" + posted.path("ts").asString("");
    }

    @Override
    public void replace(String address, String send, String text) throws ChannelException {
        String conversation = open(address);
        Optional<String> sent = find(conversation, send);
        if (sent.isPresent()) {
            ObjectNode request = SlackResponseUrl.message(text);
            request.put("channel", conversation);
            request.put("ts", sent.get().substring(sent.get().lastIndexOf('/') + 1));
            var _ = requireOk(
                    SlackMessagingMethod.UPDATE_MESSAGE, api.post(SlackMessagingMethod.UPDATE_MESSAGE, request));
        }
    }

    private String open(String user) throws ChannelException {
        ObjectNode request = JsonTrees.object().put("users", user);
        return requireOk(
                        SlackMessagingMethod.OPEN_CONVERSATION,
                        api.post(SlackMessagingMethod.OPEN_CONVERSATION, request))
                .path("channel")
                .path("id")
                .asString("");
    }

    private Optional<String> find(String conversation, String sendId) throws ChannelException {
        JsonNode history = requireOk(
                SlackMessagingMethod.READ_HISTORY,
                api.get(
                        SlackMessagingMethod.READ_HISTORY,
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

    private static JsonNode requireOk(SlackMessagingMethod method, SlackMessagingClient.Answer answer)
            throws ChannelException {
        return switch (answer) {
            case SlackMessagingClient.Answer.Good(JsonNode body) -> body;
            case SlackMessagingClient.Answer.Refused(String error) -> throw rejected(method, error);
        };
    }

    private static ChannelException rejected(SlackMessagingMethod method, String error) {
        String hint =
                switch (error) {
                    case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired" ->
                        "; check the credential of the Slack alert channel";
                    case "missing_scope" -> "; the bot needs the scopes of the app manifest in docs/examples/slack";
                    default -> "";
                };
        return ChannelException.rejected("Slack rejected %s with '%s'%s".formatted(method, error, hint));
    }
}

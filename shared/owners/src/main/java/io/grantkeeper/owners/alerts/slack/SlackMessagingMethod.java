package io.grantkeeper.owners.alerts.slack;

/**
 * A method of Slack's Web API that alerts call, and the bot scope that it requires. The app manifest declares these
 * scopes. Source: https://docs.slack.dev/reference/methods
 */
enum SlackMessagingMethod {
    LOOK_UP_USER("users.lookupByEmail", "users:read.email"),
    OPEN_CONVERSATION("conversations.open", "im:write"),
    READ_HISTORY("conversations.history", "im:history"),
    POST_MESSAGE("chat.postMessage", "chat:write"),
    UPDATE_MESSAGE("chat.update", "chat:write");

    private final String name;
    private final String scope;

    SlackMessagingMethod(String name, String scope) {
        this.name = name;
        this.scope = scope;
    }

    String scope() {
        return scope;
    }

    /** Returns the name that Slack's documentation uses, for example {@code chat.postMessage}. */
    @Override
    public String toString() {
        return name;
    }
}

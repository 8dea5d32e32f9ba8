package io.grantkeeper.connectors.slack;

/** The names of the credential slots of a connection. */
final class SlackCredentials {
    /** An owner's user token: {@code xoxp-…}. */
    static final String USER = "user-token";
    /**
     * The refresh token that renews the owner's token, if the app rotates its tokens: {@code xoxe-1-…}. It
     * replaces {@link #USER}.
     */
    static final String REFRESH = "refresh-token";
    /** The app's client secret, required to renew tokens. */
    static final String CLIENT_SECRET = "client-secret";
    /** A bot token, {@code xoxb-…}, for calls that do not require an owner. */
    static final String BOT = "bot-token";
    /** The secret with which Slack signs events. */
    static final String SIGNING_SECRET = "signing-secret";

    private SlackCredentials() {}
}

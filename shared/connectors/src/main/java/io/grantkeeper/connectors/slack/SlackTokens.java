package io.grantkeeper.connectors.slack;

/** The names of a connection's credentials. */
final class SlackTokens {
    /** An owner's user token: {@code xoxp-…}. */
    static final String USER = "user-token";
    /** In its place, where the app rotates its tokens: {@code xoxe-1-…}. */
    static final String REFRESH = "refresh-token";
    /** The app's secret, which renewing takes. */
    static final String CLIENT_SECRET = "client-secret";
    /** A bot token, {@code xoxb-…}, for what needs no owner. */
    static final String BOT = "bot-token";
    /** What Slack signs events with. */
    static final String SIGNING_SECRET = "signing-secret";

    private SlackTokens() {}
}

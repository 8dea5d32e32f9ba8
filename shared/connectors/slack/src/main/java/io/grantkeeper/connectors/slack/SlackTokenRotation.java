package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.SettingsValidator;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.TokenLifetime;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renews tokens for an app that rotates them (docs.slack.dev, using token rotation). Access tokens are valid for 12
 * hours. Each renewal issues the next refresh token and invalidates the previous one. The latest refresh token is kept
 * only in memory, so after a restart, the configured one may no longer be valid. For that reason, the error for a
 * rejected refresh token states what to do.
 */
final class SlackTokenRotation {
    private static final TokenLifetime LIFETIME = new TokenLifetime(Duration.ofMinutes(10), 2);

    private record Key(TenantId tenant, ConnectionId connection) {
        static Key of(Connection connection) {
            return new Key(connection.tenant(), connection.id());
        }
    }

    /**
     * The tokens that were renewed from one configured refresh token.
     *
     * @param configured the configured refresh token with which the chain started; if the configured token has changed
     *     since then, the chain is obsolete
     * @param access the access token; empty if Slack has rejected it
     */
    private record Chain(Secret configured, Secret refresh, Optional<Secret> access, Instant renewAt) {}

    private final Map<Key, Chain> chains = new ConcurrentHashMap<>();
    private final Map<Key, Object> locks = new ConcurrentHashMap<>();

    Secret token(ProviderSession session) throws ConnectorException {
        Key key = Key.of(session.connection());
        Secret configured = session.requiredCredential(SlackCredentials.REFRESH);
        // Two concurrent renewals would invalidate each other's refresh token.
        synchronized (locks.computeIfAbsent(key, _ -> new Object())) {
            Optional<Chain> ours = Optional.ofNullable(chains.get(key))
                    .filter(chain -> chain.configured().equals(configured));
            Instant now = session.clock().instant();
            Optional<Secret> access =
                    ours.filter(chain -> now.isBefore(chain.renewAt())).flatMap(Chain::access);
            if (access.isPresent()) {
                return access.get();
            }
            Chain renewed = renew(session, configured, ours.map(Chain::refresh).orElse(configured));
            chains.put(key, renewed);
            return renewed.access().orElseThrow();
        }
    }

    void forget(Connection connection) {
        chains.computeIfPresent(
                Key.of(connection),
                (_, chain) -> new Chain(chain.configured(), chain.refresh(), Optional.empty(), Instant.MIN));
    }

    private static Chain renew(ProviderSession session, Secret configured, Secret refresh) throws ConnectorException {
        SlackSettings settings = SlackSettings.of(session.connection());
        String clientId = settings.clientId()
                .orElseThrow(() -> new SettingsValidator(session.connection())
                        .invalid(
                                SlackSettings.CLIENT_ID,
                                "the app's client id if '" + SlackCredentials.REFRESH
                                        + "' is used, for example 123.456"));
        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                clientId,
                "client_secret",
                session.requiredCredential(SlackCredentials.CLIENT_SECRET).reveal(),
                "refresh_token",
                refresh.reveal());
        try {
            JsonNodeReader answer = JsonNodeReader.of(session.http()
                    .send(SlackClient.form(settings, SlackMethod.OAUTH_V2_ACCESS, form)
                            .unauthenticated()));
            return chain(session, configured, tokensIn(answer));
        } catch (ConnectorException e) {
            if (e.problem() instanceof InvalidToken(String detail)) {
                throw new ConnectorException(new InvalidToken(detail
                        + ": the refresh token is valid for only one use; put the latest one into the credential '"
                        + SlackCredentials.REFRESH + "', or turn off token rotation and use '" + SlackCredentials.USER
                        + "'"));
            }
            throw e;
        }
    }

    /**
     * Returns the object that contains the tokens. A user's tokens are in a separate member, next to the bot's
     * tokens.
     */
    private static JsonNodeReader tokensIn(JsonNodeReader answer) throws ConnectorException {
        Optional<JsonNodeReader> user = answer.optionalObject("authed_user");
        return user.filter(granted -> granted.has("refresh_token")).orElse(answer);
    }

    private static Chain chain(ProviderSession session, Secret configured, JsonNodeReader granted)
            throws ConnectorException {
        Instant renewAt = LIFETIME.renewAt(granted, session.clock().instant());
        return new Chain(
                configured,
                Secret.of(granted.text("refresh_token")),
                Optional.of(Secret.of(granted.text("access_token"))),
                renewAt);
    }
}

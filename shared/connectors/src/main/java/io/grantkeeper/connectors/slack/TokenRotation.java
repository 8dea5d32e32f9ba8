package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * Renews the tokens of an app that rotates them (docs.slack.dev, using token rotation): access lasts 12 hours, and each
 * renewal hands out the next refresh token, after which the one before is void. The newest is kept in memory alone, so
 * whoever keeps the credential has to renew it as well; a refused one is therefore told with what to do.
 */
final class TokenRotation {
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(2);

    private record Key(TenantId tenant, ConnectionId connection) {
        static Key of(Connection connection) {
            return new Key(connection.tenant(), connection.id());
        }
    }

    /**
     * @param configured the refresh token that this chain began with: another one there means that somebody renewed it
     * @param access empty where Slack has refused it since
     */
    private record Chain(Secret configured, Secret refresh, Optional<Secret> access, Instant renewAt) {}

    private final Map<Key, Chain> chains = new ConcurrentHashMap<>();
    private final Map<Key, Object> locks = new ConcurrentHashMap<>();

    Secret token(ProviderSession session) throws ConnectorException {
        Key key = Key.of(session.connection());
        Secret configured = session.requiredCredential(SlackTokens.REFRESH);
        // Two renewals at once would make each other's refresh token void.
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
                .orElseThrow(() -> SlackSettings.wrong(
                        session.connection(),
                        SlackSettings.CLIENT_ID,
                        "the app's client id where '" + SlackTokens.REFRESH + "' is used, for example 123.456"));
        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                clientId,
                "client_secret",
                session.requiredCredential(SlackTokens.CLIENT_SECRET).reveal(),
                "refresh_token",
                refresh.reveal());
        try {
            JsonBody answer = JsonBody.of(session.http()
                    .send(SlackApi.form(settings, SlackMethod.OAUTH_V2_ACCESS, form)
                            .unauthenticated()));
            return chain(session, configured, granted(answer));
        } catch (ConnectorException e) {
            if (e.problem() instanceof InvalidToken(String detail)) {
                throw new ConnectorException(new InvalidToken(
                        detail + ": the refresh token holds for one use; put the newest one into the credential '"
                                + SlackTokens.REFRESH + "', or switch token rotation off and use '" + SlackTokens.USER
                                + "'"));
            }
            throw e;
        }
    }

    /** A user's tokens lie in a member of their own, beside those of the bot. */
    private static JsonBody granted(JsonBody answer) throws ConnectorException {
        Optional<JsonBody> user = answer.optionalObject("authed_user");
        return user.filter(granted -> granted.has("refresh_token")).orElse(answer);
    }

    private static Chain chain(ProviderSession session, Secret configured, JsonBody granted) throws ConnectorException {
        long seconds = granted.number("expires_in");
        if (seconds < 1 || seconds > LONGEST_LIFETIME.toSeconds()) {
            throw granted.member("expires_in").unexpected("between one second and two days");
        }
        Duration lifetime = Duration.ofSeconds(seconds);
        Duration early = lifetime.compareTo(RENEW_BEFORE.multipliedBy(2)) > 0 ? RENEW_BEFORE : lifetime.dividedBy(2);
        return new Chain(
                configured,
                Secret.of(granted.text("refresh_token")),
                Optional.of(Secret.of(granted.text("access_token"))),
                session.clock().instant().plus(lifetime).minus(early));
    }
}

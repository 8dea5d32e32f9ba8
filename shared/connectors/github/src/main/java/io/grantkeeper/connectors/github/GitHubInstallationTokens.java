package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache of installation tokens, which are valid for an hour, and of the assertions that the app exchanges for them.
 * Each entry belongs to one connection. Entries are renewed some minutes before they expire, so that none expires
 * during a call.
 */
final class GitHubInstallationTokens {
    private static final Duration RENEWED_EARLY = Duration.ofMinutes(5);
    private static final Duration SIGNED_EARLY = Duration.ofMinutes(2);

    private record CacheScope(TenantId tenant, ConnectionId connection, GitHubSettings settings) {
        static CacheScope of(Connection connection, GitHubSettings settings) {
            return new CacheScope(connection.tenant(), connection.id(), settings);
        }

        /**
         * Returns the hash code of the fields. This method is written by hand, because the generated method of a record
         * is linked at run time, which would delay the first call.
         */
        @Override
        public int hashCode() {
            return 31 * tenant.hashCode() + connection.hashCode();
        }

        boolean belongsTo(Connection other) {
            return tenant.equals(other.tenant()) && connection.equals(other.id());
        }
    }

    private record Key(CacheScope place, String installation) {}

    private record Token(Secret secret, Instant expires) {}

    /**
     * A cached assertion.
     *
     * @param key the key that signed the assertion; a replaced key requires a new assertion
     */
    private record Signed(Secret key, GitHubAppJwt assertion) {}

    private final Map<CacheScope, Signed> signed = new ConcurrentHashMap<>();
    private final Map<Key, Token> tokens = new ConcurrentHashMap<>();
    private final Map<CacheScope, String> found = new ConcurrentHashMap<>();

    /**
     * Returns a token for the organization. If the settings do not contain the installation's id, it is looked up
     * first.
     */
    Secret forOrganization(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        String installation = installation(session, settings);
        try {
            return forInstallation(session, settings, installation);
        } catch (ConnectorException e) {
            if (settings.installation().isPresent() || !(e.problem() instanceof Misconfigured)) {
                throw e;
            }
            // A reinstalled app has a new installation id, but a warm process still uses the old one.
            found.remove(CacheScope.of(session.connection(), settings));
            String now = installation(session, settings);
            if (now.equals(installation)) {
                throw e;
            }
            return forInstallation(session, settings, now);
        }
    }

    Secret forInstallation(ProviderSession session, GitHubSettings settings, String installation)
            throws ConnectorException {
        Key key = new Key(CacheScope.of(session.connection(), settings), installation);
        Token kept = tokens.get(key);
        if (kept != null && session.clock().instant().plus(RENEWED_EARLY).isBefore(kept.expires())) {
            return kept.secret();
        }
        Token fresh = fetch(session, settings, installation);
        tokens.put(key, fresh);
        return fresh.secret();
    }

    /** Returns the id of the app's installation in the organization. */
    String installation(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        if (settings.installation().isPresent()) {
            return settings.installation().get();
        }
        CacheScope place = CacheScope.of(session.connection(), settings);
        Optional<String> known = Optional.ofNullable(found.get(place));
        if (known.isPresent()) {
            return known.get();
        }
        String id = JsonNodeReader.of(session.http()
                        .send(signedAsApp(
                                session,
                                settings,
                                ProviderRequest.get(
                                        URI.create(
                                                settings.api() + "/orgs/" + settings.organization() + "/installation"),
                                        GitHubRateLimits.APP,
                                        ""))))
                .id("id");
        found.put(place, id);
        return id;
    }

    /**
     * Returns the assertion with which the app authenticates as itself. RSA signing is slow in a process that has just
     * started, so several calls share one signature.
     */
    Secret assertion(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        CacheScope place = CacheScope.of(session.connection(), settings);
        Secret key = session.requiredCredential(GitHubCredentials.APP_PRIVATE_KEY);
        Signed kept = signed.get(place);
        if (kept != null
                && kept.key().equals(key)
                && session.clock()
                        .instant()
                        .plus(SIGNED_EARLY)
                        .isBefore(kept.assertion().expires())) {
            return kept.assertion().jwt();
        }
        GitHubAppJwt fresh = GitHubAppJwt.sign(session, settings);
        signed.put(place, new Signed(key, fresh));
        return fresh.jwt();
    }

    void forget(Connection connection) {
        signed.keySet().removeIf(place -> place.belongsTo(connection));
        tokens.keySet().removeIf(key -> key.place().belongsTo(connection));
        found.keySet().removeIf(place -> place.belongsTo(connection));
    }

    private Token fetch(ProviderSession session, GitHubSettings settings, String installation)
            throws ConnectorException {
        ProviderRequest request = ProviderRequest.mutation(
                Method.POST,
                URI.create("%s/app/installations/%s/access_tokens"
                        .formatted(settings.api(), GitHubClient.encodeSegment(installation))),
                GitHubRateLimits.APP,
                "",
                null,
                true);
        JsonNodeReader body = JsonNodeReader.of(session.http().send(signedAsApp(session, settings, request)));
        return new Token(Secret.of(body.text("token")), body.instant("expires_at"));
    }

    /**
     * Returns the request with the app's assertion. The request has no credential slot, so the client does not
     * authenticate it again.
     */
    private ProviderRequest signedAsApp(ProviderSession session, GitHubSettings settings, ProviderRequest request)
            throws ConnectorException {
        return GitHubAuthenticator.bearer(GitHubClient.withVersion(request), assertion(session, settings));
    }
}

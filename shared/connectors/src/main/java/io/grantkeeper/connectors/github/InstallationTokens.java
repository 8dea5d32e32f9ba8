package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
 * Tokens of the app's installations, which hold for an hour, and the assertion with which the app fetches them. Each is
 * kept for its connection alone and renewed some minutes early, so that none runs out in the middle of a call.
 */
final class InstallationTokens {
    private static final Duration RENEWED_EARLY = Duration.ofMinutes(5);
    private static final Duration SIGNED_EARLY = Duration.ofMinutes(2);

    private record Place(TenantId tenant, ConnectionId connection, GitHubSettings settings) {
        static Place of(Connection connection, GitHubSettings settings) {
            return new Place(connection.tenant(), connection.id(), settings);
        }

        /** Written out: a record's own is linked at run time, for which a first call would wait. */
        @Override
        public int hashCode() {
            return 31 * tenant.hashCode() + connection.hashCode();
        }

        boolean isOf(Connection other) {
            return tenant.equals(other.tenant()) && connection.equals(other.id());
        }
    }

    private record Key(Place place, String installation) {}

    private record Token(Secret secret, Instant expires) {}

    /** @param key with which it was signed: another one, once the credential is replaced, signs anew */
    private record Signed(Secret key, AppAssertion assertion) {}

    private final Map<Place, Signed> signed = new ConcurrentHashMap<>();
    private final Map<Key, Token> tokens = new ConcurrentHashMap<>();
    private final Map<Place, String> found = new ConcurrentHashMap<>();

    /** A token for the organisation, whose installation is looked up where the settings do not name it. */
    Secret inOrganization(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        String installation = installation(session, settings);
        try {
            return of(session, settings, installation);
        } catch (ConnectorException e) {
            if (settings.installation().isPresent() || !(e.problem() instanceof Misconfigured)) {
                throw e;
            }
            // An app that was removed and installed again has another number, which a warm process does not know yet.
            found.remove(Place.of(session.connection(), settings));
            String now = installation(session, settings);
            if (now.equals(installation)) {
                throw e;
            }
            return of(session, settings, now);
        }
    }

    Secret of(ProviderSession session, GitHubSettings settings, String installation) throws ConnectorException {
        Key key = new Key(Place.of(session.connection(), settings), installation);
        Token kept = tokens.get(key);
        if (kept != null && session.clock().instant().plus(RENEWED_EARLY).isBefore(kept.expires())) {
            return kept.secret();
        }
        Token fresh = fetch(session, settings, installation);
        tokens.put(key, fresh);
        return fresh.secret();
    }

    /** The id of the app's installation in the organisation. */
    String installation(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        if (settings.installation().isPresent()) {
            return settings.installation().get();
        }
        Place place = Place.of(session.connection(), settings);
        Optional<String> known = Optional.ofNullable(found.get(place));
        if (known.isPresent()) {
            return known.get();
        }
        String id = JsonBody.of(session.http()
                        .send(asApp(
                                session,
                                settings,
                                ProviderRequest.get(
                                        URI.create(
                                                settings.api() + "/orgs/" + settings.organization() + "/installation"),
                                        GitHubLimits.APP,
                                        ""))))
                .id("id");
        found.put(place, id);
        return id;
    }

    /**
     * The app's own credential. Signing with RSA is slow in a process that has just started, so one signature serves several
     * calls.
     */
    Secret assertion(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        Place place = Place.of(session.connection(), settings);
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
        AppAssertion fresh = AppAssertion.sign(session, settings);
        signed.put(place, new Signed(key, fresh));
        return fresh.jwt();
    }

    void forget(Connection connection) {
        signed.keySet().removeIf(place -> place.isOf(connection));
        tokens.keySet().removeIf(key -> key.place().isOf(connection));
        found.keySet().removeIf(place -> place.isOf(connection));
    }

    private Token fetch(ProviderSession session, GitHubSettings settings, String installation)
            throws ConnectorException {
        ProviderRequest request = ProviderRequest.change(
                Method.POST,
                URI.create("%s/app/installations/%s/access_tokens"
                        .formatted(settings.api(), GitHubApi.segment(installation))),
                GitHubLimits.APP,
                "",
                null,
                true);
        JsonBody body = JsonBody.of(session.http().send(asApp(session, settings, request)));
        return new Token(Secret.of(body.text("token")), body.instant("expires_at"));
    }

    /** Signed here and sent without a credential, for the client must not authenticate it again. */
    private ProviderRequest asApp(ProviderSession session, GitHubSettings settings, ProviderRequest request)
            throws ConnectorException {
        return GitHubAuthenticator.bearer(GitHubApi.versioned(request), assertion(session, settings));
    }
}

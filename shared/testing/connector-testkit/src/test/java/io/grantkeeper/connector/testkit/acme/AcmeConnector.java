package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import io.grantkeeper.identity.ProviderId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connector for Acme Notes, a fictitious product. */
final class AcmeConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("acme-notes");
    static final String LIMIT = "calls";
    static final String TOKEN = "client-secret";

    private final ConnectorFlaw defect;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    AcmeConnector(ConnectorFlaw defect) {
        this.defect = defect;
    }

    @Override
    public ConnectorParts parts() {
        ConnectorDefinition definition = ConnectorDefinition.of(PROVIDER, "Acme Notes")
                .withHosts("api.acme-notes.example")
                .withSettings(List.of(
                        Setting.optional("base-url", "https://api.acme-notes.example/v1"),
                        Setting.required("workspace", "the workspace's name, for example acme")))
                .withCredentials(List.of(
                        CredentialSlot.required(TOKEN, "reads and removes integrations"),
                        CredentialSlot.optional("webhook-secret", "proves webhooks")))
                .withLimits(List.of(new RateLimit(LIMIT, 600, Duration.ofMinutes(1))));
        return ConnectorParts.of(definition, clientCredentials(), this::problem)
                .withStreams(new AcmeIntegrations(defect), new AcmeLog())
                .withRevoker(new AcmeRevoker(defect))
                .withWebhooks(new AcmeWebhooks(defect));
    }

    static URI uri(ProviderSession session, String path) {
        return URI.create(session.connection().setting("base-url").orElse("https://api.acme-notes.example/v1") + path);
    }

    static ProviderRequest get(ProviderSession session, String path) {
        return ProviderRequest.get(uri(session, path), LIMIT, TOKEN);
    }

    private Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        return switch (response.status()) {
            case 401 -> Optional.of(new InvalidToken(response + ": the token was rejected"));
            case 403 -> Optional.of(forbidden(response));
            case 404 -> Optional.of(new NotFound(response.toString()));
            case 429 -> Optional.of(rateLimited(response, now));
            case 500, 502, 503, 504 -> Optional.of(new Unavailable(response.toString()));
            default ->
                response.isSuccess() ? Optional.empty() : Optional.of(new UnexpectedResponse(response.toString()));
        };
    }

    private ConnectorProblem forbidden(ProviderResponse response) {
        if (defect == ConnectorFlaw.CALLS_EVERY_REFUSAL_AN_OUTAGE) {
            return new Unavailable(response.toString());
        }
        if (defect == ConnectorFlaw.QUOTES_BODIES_IN_MESSAGES) {
            return new InsufficientScope(Set.of(), new String(response.body(), StandardCharsets.UTF_8));
        }
        return new InsufficientScope(Set.of(), response + ": the token lacks a scope");
    }

    private static ConnectorProblem rateLimited(ProviderResponse response, Instant now) {
        return new RateLimited(RateLimitHeaders.retryAfter(response, now).orElse(Duration.ofMinutes(1)), LIMIT);
    }

    private Authenticator clientCredentials() {
        return new Authenticator() {
            @Override
            public ProviderRequest authenticate(ProviderSession session, ProviderRequest request)
                    throws ConnectorException {
                String token = tokens.get(key(session));
                if (token == null) {
                    token = fetch(session, session.requiredCredential(TOKEN).reveal());
                    tokens.put(key(session), token);
                }
                return request.header("authorization", "Bearer " + token);
            }

            @Override
            public void forget(ProviderSession session) {
                tokens.remove(key(session));
            }
        };
    }

    private String key(ProviderSession session) {
        return defect == ConnectorFlaw.SHARES_TOKENS_BETWEEN_CONNECTIONS
                ? "a single shared key"
                : session.connection().tenant() + "/" + session.connection().id();
    }

    private String fetch(ProviderSession session, String secret) throws ConnectorException {
        ProviderRequest request = ProviderRequest.mutation(
                ProviderRequest.Method.POST,
                uri(session, "/token"),
                LIMIT,
                "",
                new ProviderRequest.Body("text/plain", secret),
                true);
        try {
            return JsonNodeReader.of(session.http().send(request)).text("token");
        } catch (ConnectorException e) {
            if (defect == ConnectorFlaw.PUTS_SECRETS_INTO_MESSAGES && e.problem() instanceof InvalidToken) {
                throw new ConnectorException(new InvalidToken("the provider rejects " + secret));
            }
            throw e;
        }
    }
}

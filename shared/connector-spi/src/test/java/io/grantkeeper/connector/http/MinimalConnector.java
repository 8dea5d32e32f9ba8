package io.grantkeeper.connector.http;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RateLimit;
import io.grantkeeper.identity.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector that declares one host and one rate limit and interprets the usual statuses. */
class MinimalConnector implements Connector {
    final AtomicInteger forgotten = new AtomicInteger();
    private final boolean renews;

    MinimalConnector(boolean renews) {
        this.renews = renews;
    }

    @Override
    public ConnectorParts parts() {
        ConnectorDefinition definition = ConnectorDefinition.of(new ProviderId("plain"), "Plain")
                .withHosts("api.plain.example")
                .withLimits(List.of(
                        new RateLimit("core", 100, Duration.ofMinutes(1)),
                        new RateLimit("log", 5_000, Duration.ofHours(1))));
        return ConnectorParts.of(definition, bearer(), new ProviderErrorMapper() {
            @Override
            public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
                return Optional.ofNullable(MinimalConnector.problem(response, now));
            }

            // Pauses every limit, as GitHub does for a secondary limit.
            @Override
            public List<ConnectorProblem.RateLimited> pauses(ProviderResponse response, Instant now) {
                return response.header("pause-all")
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .map(wait -> List.of(
                                new ConnectorProblem.RateLimited(wait, "core"),
                                new ConnectorProblem.RateLimited(wait, "log")))
                        .orElse(List.of());
            }
        });
    }

    private static ConnectorProblem problem(ProviderResponse response, Instant now) {
        return switch (response.status()) {
            case 401 -> new ConnectorProblem.InvalidToken(response + ": the token was rejected");
            case 418 -> throw new IllegalStateException("a bug in the classifier");
            case 429 ->
                new ConnectorProblem.RateLimited(
                        RateLimitHeaders.retryAfter(response, now).orElse(Duration.ofMinutes(1)),
                        response.request().limit());
            case 500, 502, 503 -> new ConnectorProblem.Unavailable(response.toString());
            default -> response.isSuccess() ? null : new ConnectorProblem.UnexpectedResponse(response.toString());
        };
    }

    private Authenticator bearer() {
        return new Authenticator() {
            @Override
            public ProviderRequest authenticate(ProviderSession session, ProviderRequest request)
                    throws ConnectorException {
                String token = session.requiredCredential(request.credential()).reveal();
                return request.header("authorization", "Bearer " + token + (renews ? "-" + forgotten.get() : ""));
            }

            @Override
            public void forget(ProviderSession session) {
                forgotten.incrementAndGet();
            }
        };
    }
}

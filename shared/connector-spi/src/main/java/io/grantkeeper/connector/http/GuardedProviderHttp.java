package io.grantkeeper.connector.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.RateLimit;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The HTTP client of every session. It enforces the rules for calls, regardless of what a connector does. */
final class GuardedProviderHttp implements ProviderHttp {
    private static final int MAX_REDIRECTS = 3;

    private final Connector connector;
    private final ConnectionSession session;
    private final AllowedHosts hosts;
    private final HttpTransport transport;
    private final ETagCache cache;
    private final ConnectionResilience guard;
    private final ProviderHttpOptions options;

    GuardedProviderHttp(
            Connector connector,
            ConnectionSession session,
            AllowedHosts hosts,
            HttpTransport transport,
            ETagCache cache,
            ConnectionResilience guard,
            ProviderHttpOptions options) {
        this.connector = connector;
        this.session = session;
        this.hosts = hosts;
        this.transport = transport;
        this.cache = cache;
        this.guard = guard;
        this.options = options;
    }

    @Override
    public ProviderResponse send(ProviderRequest request) throws ConnectorException {
        ProviderRequest current = request;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            ProviderResponse response = sendAuthenticated(current);
            if (!RedirectPolicy.isRedirect(response)) {
                return response;
            }
            current = RedirectPolicy.follow(current, response);
        }
        throw new ConnectorException(
                new UnexpectedResponse("%s: redirected more than %d times".formatted(request, MAX_REDIRECTS)));
    }

    /**
     * Sends a request with authentication. If the provider rejects the credential, in its response or when a token is
     * requested, this method discards the cached token and secret, because either may have been replaced, and sends the
     * request once more. If authentication yields the same request as before, the request is not sent again. A second
     * rejection means that the credential is invalid.
     */
    private ProviderResponse sendAuthenticated(ProviderRequest request) throws ConnectorException {
        hosts.requireAllowed(request);
        ProviderRequest authenticated = request;
        try {
            authenticated = authenticate(request);
            return sendWithRetries(request, authenticated);
        } catch (ConnectorException refused) {
            if (!request.needsAuthentication() || !(refused.problem() instanceof InvalidToken)) {
                throw refused;
            }
            session.invalidateCredentials();
            connector.authenticator().forget(session);
            ProviderRequest again = authenticate(request);
            if (again.equals(authenticated)) {
                throw refused;
            }
            return sendWithRetries(request, again);
        }
    }

    private ProviderRequest authenticate(ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        ProviderRequest authenticated = connector.authenticator().authenticate(session, request);
        // An authenticator signs; it must not choose where the signature is sent.
        hosts.requireAllowed(authenticated);
        return authenticated;
    }

    private ProviderResponse sendWithRetries(ProviderRequest request, ProviderRequest authenticated)
            throws ConnectorException {
        // A proof that is valid for only one call (RFC 9449) must be created again for each attempt.
        Iterator<ProviderRequest> first = List.of(authenticated).iterator();
        return HttpRetry.execute(
                session.connection().id().value(),
                request.idempotent(),
                options,
                () -> sendOnce(request, first.hasNext() ? first.next() : authenticate(request)));
    }

    private ProviderResponse sendOnce(ProviderRequest request, ProviderRequest authenticated)
            throws ConnectorException, HttpRetry.FailedException {
        Optional<RateLimit> limit = findLimit(request.limit());
        if (limit.isPresent()) {
            guard.calls().take(limit.get(), request.units());
        }
        CircuitBreaker breaker = guard.breaker();
        if (!breaker.tryAcquirePermission()) {
            throw new ConnectorException(new Unavailable(
                    "%s was not sent: too many recent calls of connection '%s' failed; its calls are paused for %d s"
                            .formatted(request, session.connection().id(), ConnectionResilience.PAUSE.toSeconds())));
        }
        long start = System.nanoTime();
        try {
            ProviderResponse response = exchange(request, authenticated);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return response;
        } catch (ConnectorException e) {
            if (e.problem() instanceof Unavailable unavailable) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                throw new HttpRetry.FailedException(unavailable);
            }
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            if (e.problem() instanceof RateLimited limited) {
                blockLimit(limited, limit);
            }
            throw e;
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private ProviderResponse exchange(ProviderRequest request, ProviderRequest authenticated)
            throws ConnectorException {
        Optional<ProviderResponse> kept = cache.find(session.connection(), request);
        ProviderRequest conditional = kept.flatMap(answer -> answer.header("etag"))
                .map(etag -> authenticated.header("if-none-match", etag))
                .orElse(authenticated);
        ProviderResponse response = transport.send(conditional).withRequest(request);
        if (response.status() == 304 && kept.isPresent()) {
            return ETagCache.revalidated(kept.get(), response);
        }
        if (RedirectPolicy.isRedirect(response)) {
            return response;
        }
        Optional<ConnectorProblem> problem = classify(response);
        pauses(response).forEach(pause -> blockLimit(pause, Optional.empty()));
        if (problem.isPresent()) {
            throw new ConnectorException(problem.get());
        }
        cache.store(session.connection(), request, response);
        return response;
    }

    /**
     * Returns the problem that a response reports. The connector's mapper reads untrusted input, so a runtime exception
     * that it throws must not fail the whole batch.
     */
    private Optional<ConnectorProblem> classify(ProviderResponse response) {
        try {
            Instant now = session.clock().instant();
            return connector.errors().problem(response, now).map(problem -> withRetryAfter(problem, response, now));
        } catch (RuntimeException e) {
            return Optional.of(new UnexpectedResponse("%s: the response could not be interpreted (%s)"
                    .formatted(response, e.getClass().getSimpleName())));
        }
    }

    /** Returns the pauses that a response demands. A response that cannot be interpreted demands none. */
    private List<RateLimited> pauses(ProviderResponse response) {
        try {
            return connector.errors().pauses(response, session.clock().instant());
        } catch (RuntimeException _) {
            return List.of(); // classify reports the response
        }
    }

    /**
     * Returns {@code RateLimited} instead of an outage if a 503 response states when the provider will be available, so
     * that no call is made before then. Returns any other problem unchanged.
     */
    private static ConnectorProblem withRetryAfter(ConnectorProblem problem, ProviderResponse response, Instant now) {
        return problem instanceof Unavailable && response.status() == 503
                ? RateLimitHeaders.retryAfter(response, now)
                        .<ConnectorProblem>map(
                                wait -> new RateLimited(wait, response.request().limit()))
                        .orElse(problem)
                : problem;
    }

    private Optional<RateLimit> findLimit(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(connector.definition().limit(name));
    }

    /**
     * Blocks the limit that the problem names or, if the connector declares no such limit, the limit that the call
     * counted against. The two can differ: GitHub, for example, has a secondary rate limit.
     */
    private void blockLimit(RateLimited limited, Optional<RateLimit> called) {
        connector.definition().limits().stream()
                .filter(limit -> limit.name().equals(limited.limit()))
                .findFirst()
                .or(() -> called)
                .ifPresent(limit -> guard.calls().block(limit, limited.retryAfter()));
    }
}

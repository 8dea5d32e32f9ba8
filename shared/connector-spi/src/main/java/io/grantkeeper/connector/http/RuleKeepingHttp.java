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

/** The one client behind every session: whatever a connector does, these rules hold. */
final class RuleKeepingHttp implements ProviderHttp {
    private static final int MOST_REDIRECTS = 3;

    private final Connector connector;
    private final ConnectionSession session;
    private final AllowedHosts hosts;
    private final Transport transport;
    private final ConditionalCache cache;
    private final Guard guard;
    private final HttpOptions options;

    RuleKeepingHttp(
            Connector connector,
            ConnectionSession session,
            AllowedHosts hosts,
            Transport transport,
            ConditionalCache cache,
            Guard guard,
            HttpOptions options) {
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
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            ProviderResponse response = sendAuthenticated(current);
            if (!Redirects.isRedirect(response)) {
                return response;
            }
            current = Redirects.follow(current, response);
        }
        throw new ConnectorException(
                new UnexpectedResponse("%s: redirected more than %d times".formatted(request, MOST_REDIRECTS)));
    }

    /**
     * A cached token may have been revoked meanwhile, and a secret that is kept may have been replaced: refused once,
     * both are fetched anew; refused twice, they are wrong. Asking for a token can be refused as well.
     */
    private ProviderResponse sendAuthenticated(ProviderRequest request) throws ConnectorException {
        hosts.require(request);
        ProviderRequest authenticated = request;
        try {
            authenticated = authenticate(request);
            return sendRepeatedly(request, authenticated);
        } catch (ConnectorException refused) {
            if (!request.needsAuthentication() || !(refused.problem() instanceof InvalidToken)) {
                throw refused;
            }
            session.refused();
            connector.authenticator().forget(session);
            ProviderRequest again = authenticate(request);
            if (again.equals(authenticated)) {
                throw refused;
            }
            return sendRepeatedly(request, again);
        }
    }

    private ProviderRequest authenticate(ProviderRequest request) throws ConnectorException {
        if (!request.needsAuthentication()) {
            return request;
        }
        ProviderRequest authenticated = connector.authenticator().authenticate(session, request);
        // An authenticator signs; it does not choose where the signature goes.
        hosts.require(authenticated);
        return authenticated;
    }

    private ProviderResponse sendRepeatedly(ProviderRequest request, ProviderRequest authenticated)
            throws ConnectorException {
        // A proof that is good for one call (RFC 9449) must be made anew for each attempt.
        Iterator<ProviderRequest> first = List.of(authenticated).iterator();
        return RepeatedCall.make(
                session.connection().id().value(),
                request.idempotent(),
                options,
                () -> sendOnce(request, first.hasNext() ? first.next() : authenticate(request)));
    }

    private ProviderResponse sendOnce(ProviderRequest request, ProviderRequest authenticated)
            throws ConnectorException, RepeatedCall.FailedException {
        Optional<RateLimit> limit = limitOf(request.limit());
        if (limit.isPresent()) {
            guard.calls().take(limit.get(), request.units());
        }
        CircuitBreaker breaker = guard.breaker();
        if (!breaker.tryAcquirePermission()) {
            throw new ConnectorException(new Unavailable(
                    "%s is not made: too many calls of connection '%s' failed just now; they are paused for %d s"
                            .formatted(request, session.connection().id(), Guard.PAUSE.toSeconds())));
        }
        long start = System.nanoTime();
        try {
            ProviderResponse response = exchange(request, authenticated);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return response;
        } catch (ConnectorException e) {
            if (e.problem() instanceof Unavailable unavailable) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                throw new RepeatedCall.FailedException(unavailable);
            }
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            if (e.problem() instanceof RateLimited limited) {
                stop(limited, limit);
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
        ProviderResponse response = transport.send(conditional).to(request);
        if (response.status() == 304 && kept.isPresent()) {
            return ConditionalCache.confirmed(kept.get(), response);
        }
        if (Redirects.isRedirect(response)) {
            return response;
        }
        Optional<ConnectorProblem> problem = read(response);
        if (problem.isPresent()) {
            throw new ConnectorException(problem.get());
        }
        cache.keep(session.connection(), request, response);
        return response;
    }

    /** Readers look into whatever a provider sends; what they did not expect must not end the whole batch. */
    private Optional<ConnectorProblem> read(ProviderResponse response) {
        try {
            Instant now = session.clock().instant();
            return connector.responses().problem(response, now).map(problem -> orWait(problem, response, now));
        } catch (RuntimeException e) {
            return Optional.of(new UnexpectedResponse("%s: the answer's meaning could not be read (%s)"
                    .formatted(response, e.getClass().getSimpleName())));
        }
    }

    /** Whoever says that it is down, and when it will be back, is not asked before that. */
    private static ConnectorProblem orWait(ConnectorProblem problem, ProviderResponse response, Instant now) {
        return problem instanceof Unavailable && response.status() == 503
                ? RateLimitHeaders.retryAfter(response, now)
                        .<ConnectorProblem>map(
                                wait -> new RateLimited(wait, response.request().limit()))
                        .orElse(problem)
                : problem;
    }

    private Optional<RateLimit> limitOf(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(connector.profile().limit(name));
    }

    /** The provider may name another limit than the call was counted against, such as GitHub's secondary one. */
    private void stop(RateLimited limited, Optional<RateLimit> called) {
        connector.profile().limits().stream()
                .filter(limit -> limit.name().equals(limited.limit()))
                .findFirst()
                .or(() -> called)
                .ifPresent(limit -> guard.calls().block(limit, limited.retryAfter()));
    }
}

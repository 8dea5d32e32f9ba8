package io.grantkeeper.connector.http;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;

/**
 * Retries an idempotent call after a network failure or a 5xx response: a few attempts, with short backoff and jitter.
 */
final class HttpRetry {
    /** One attempt of the call. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws ConnectorException, FailedException;
    }

    /** Signals that an attempt failed in a way that may be temporary. */
    static final class FailedException extends Exception {
        private final transient Unavailable problem;

        FailedException(Unavailable problem) {
            super(problem.message());
            this.problem = problem;
        }
    }

    private HttpRetry() {}

    /**
     * Returns the pauses between the attempts. Each is twice as long as the one before, with random jitter of up to 50
     * percent in either direction.
     */
    static IntervalFunction pauses(ProviderHttpOptions options) {
        return IntervalFunction.ofExponentialRandomBackoff(options.firstPause(), 2.0, 0.5);
    }

    static <T> T execute(String name, boolean repeatable, ProviderHttpOptions options, Attempt<T> attempt)
            throws ConnectorException {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(repeatable ? options.attempts() : 1)
                .intervalFunction(pauses(options))
                .retryOnException(FailedException.class::isInstance)
                .build();
        try {
            return Retry.of(name, config).executeCheckedSupplier(attempt::make);
        } catch (FailedException e) {
            throw new ConnectorException(e.problem);
        } catch (ConnectorException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an attempt throws no other checked exception", e);
        }
    }
}

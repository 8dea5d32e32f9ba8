package io.grantkeeper.connector.http;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;

/** Makes a call again after network trouble or a 5xx, a few times, with small pauses that are not in step. */
final class RepeatedCall {
    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws ConnectorException, FailedException;
    }

    /** An attempt failed in a way that may pass. */
    static final class FailedException extends Exception {
        private final transient Unavailable problem;

        FailedException(Unavailable problem) {
            super(problem.message());
            this.problem = problem;
        }
    }

    private RepeatedCall() {}

    static <T> T make(String name, boolean repeatable, HttpOptions options, Attempt<T> attempt)
            throws ConnectorException {
        RetryConfig config = RetryConfig.custom()
                .maxAttempts(repeatable ? options.attempts() : 1)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(options.firstPause(), 2.0, 0.5))
                .retryOnException(FailedException.class::isInstance)
                .build();
        try {
            return Retry.of(name, config).executeCheckedSupplier(attempt::make);
        } catch (FailedException e) {
            throw new ConnectorException(e.problem);
        } catch (ConnectorException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an attempt throws nothing else", e);
        }
    }
}

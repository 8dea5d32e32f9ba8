package io.grantkeeper.connector;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that can go wrong between Grantkeeper and a provider. The set of problems is closed: handlers switch over
 * all of them and never inspect message text. Messages never contain secrets or response bodies.
 */
public sealed interface ConnectorProblem {
    /**
     * The account's rate limit is exhausted. Return the message to the queue for {@code retryAfter}; the stored state
     * does not change.
     */
    record RateLimited(Duration retryAfter, String limit) implements ConnectorProblem {
        private String description() {
            long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds(); // rounded up: 0 s would mean no wait
            return "the provider's rate limit '%s' is exhausted; retry after %d s".formatted(limit, seconds);
        }
    }

    /** A network failure, a timeout or a 5xx response. Keep the state and back off. */
    record Unavailable(String detail) implements ConnectorProblem {}

    /** The credential no longer works. Pause the connection and notify its owner. */
    record InvalidToken(String detail) implements ConnectorProblem {}

    /** The credential works but lacks a permission. Only this stream is degraded. */
    record InsufficientScope(Set<String> missing, String detail) implements ConnectorProblem {
        public InsufficientScope {
            missing = Set.copyOf(missing);
        }

        private String description() {
            return missing.isEmpty()
                    ? detail
                    : "%s; missing: %s".formatted(detail, String.join(", ", new TreeSet<>(missing)));
        }
    }

    /**
     * The provider does not offer this feature to the account, for example because the plan excludes it or it is turned
     * off. This is a coverage gap, not an error.
     */
    record NotOffered(String detail) implements ConnectorProblem {}

    /**
     * The object does not exist: it has been deleted, or was never visible to Grantkeeper. The partition is planned
     * again, and read again if its plan has changed.
     */
    record NotFound(String detail) implements ConnectorProblem {}

    /** A response in an unknown format. Move the message to the parking queue, so that a person can inspect it. */
    record UnexpectedResponse(String detail) implements ConnectorProblem {}

    /** The configuration is invalid: a setting or credential is missing or malformed. */
    record Misconfigured(String detail) implements ConnectorProblem {}

    /** Returns the stable code used in records and metrics. */
    default String code() {
        return switch (this) {
            case RateLimited _ -> "rate-limited";
            case Unavailable _ -> "unavailable";
            case InvalidToken _ -> "invalid-token";
            case InsufficientScope _ -> "insufficient-scope";
            case NotOffered _ -> "not-offered";
            case NotFound _ -> "not-found";
            case UnexpectedResponse _ -> "unexpected-response";
            case Misconfigured _ -> "misconfigured";
        };
    }

    /** Returns a description of the problem for people. */
    default String message() {
        return switch (this) {
            case RateLimited limited -> limited.description();
            case InsufficientScope scope -> scope.description();
            case Unavailable(String detail) -> detail;
            case InvalidToken(String detail) -> detail;
            case NotOffered(String detail) -> detail;
            case NotFound(String detail) -> detail;
            case UnexpectedResponse(String detail) -> detail;
            case Misconfigured(String detail) -> detail;
        };
    }
}

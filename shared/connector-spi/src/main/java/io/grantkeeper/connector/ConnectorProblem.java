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
        @Override
        public String code() {
            return "rate-limited";
        }

        @Override
        public String message() {
            long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds(); // rounded up: 0 s would mean no wait
            return "the provider's rate limit '%s' is exhausted; retry after %d s".formatted(limit, seconds);
        }
    }

    /** A network failure, a timeout or a 5xx response. Keep the state and back off. */
    record Unavailable(String detail) implements ConnectorProblem {
        @Override
        public String code() {
            return "unavailable";
        }

        @Override
        public String message() {
            return detail;
        }
    }

    /** The credential no longer works. Pause the connection and notify its owner. */
    record InvalidToken(String detail) implements ConnectorProblem {
        @Override
        public String code() {
            return "invalid-token";
        }

        @Override
        public String message() {
            return detail;
        }
    }

    /** The credential works but lacks a permission. Only this stream is degraded. */
    record InsufficientScope(Set<String> missing, String detail) implements ConnectorProblem {
        public InsufficientScope {
            missing = Set.copyOf(missing);
        }

        @Override
        public String code() {
            return "insufficient-scope";
        }

        @Override
        public String message() {
            return missing.isEmpty()
                    ? detail
                    : "%s; missing: %s".formatted(detail, String.join(", ", new TreeSet<>(missing)));
        }
    }

    /**
     * The provider does not offer this feature to the account, for example because the plan excludes it or it is turned
     * off. This is a coverage gap, not an error.
     */
    record NotOffered(String detail) implements ConnectorProblem {
        @Override
        public String code() {
            return "not-offered";
        }

        @Override
        public String message() {
            return detail;
        }
    }

    /**
     * The object does not exist: it has been deleted, or was never visible to Grantkeeper. The partition is planned again,
     * and read again if that changes it.
     */
    record NotFound(String detail) implements ConnectorProblem {
        @Override
        public String code() {
            return "not-found";
        }

        @Override
        public String message() {
            return detail;
        }
    }

    /** A response in an unknown format. Move the message to the parking queue, so that a person can inspect it. */
    record UnexpectedResponse(String detail) implements ConnectorProblem {
        @Override
        public String code() {
            return "unexpected-response";
        }

        @Override
        public String message() {
            return detail;
        }
    }

    /** The configuration is invalid: a setting or credential is missing or malformed. */
    record Misconfigured(String detail) implements ConnectorProblem {
        @Override
        public String code() {
            return "misconfigured";
        }

        @Override
        public String message() {
            return detail;
        }
    }

    /** Returns the stable code used in records and metrics. */
    String code();

    /** Returns a description of the problem for people. */
    String message();
}

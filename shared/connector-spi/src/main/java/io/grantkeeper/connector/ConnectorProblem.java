package io.grantkeeper.connector;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that can go wrong between us and a provider. A closed set: whoever handles it switches over all of it, and nobody
 * looks at message text. Messages never hold secrets or bodies.
 */
public sealed interface ConnectorProblem {
    /** The account's limit is used up: put the work back for that long. State stays. */
    record RateLimited(Duration retryAfter, String limit) implements ConnectorProblem {
        @Override
        public String code() {
            return "rate-limited";
        }

        @Override
        public String message() {
            long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds(); // "for 0 s" would say that it is not
            return "the provider's limit '%s' is used up for %d s".formatted(limit, seconds);
        }
    }

    /** Network trouble, a timeout, a 5xx: keep the state, back off. */
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

    /** The credential does not work any more: pause the connection, tell its owner. */
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

    /** The credential works but may not do this: the stream degrades, alone. */
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

    /** The provider does not offer this here: another plan, a feature that is off. A coverage gap, not an error. */
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

    /** The object is not there: deleted meanwhile, or never visible to us. */
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

    /** An answer of a shape we do not understand: dead-letter, for a person to look at. */
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

    /** The configuration is wrong: a setting or credential is missing or malformed. */
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

    /** Stable name, for records and metrics. */
    String code();

    /** What is wrong, for people. */
    String message();
}

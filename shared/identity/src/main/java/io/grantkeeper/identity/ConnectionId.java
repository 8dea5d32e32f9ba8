package io.grantkeeper.identity;

import org.jspecify.annotations.Nullable;

/**
 * The id of a connection, one monitored tenant of one provider, such as {@code github-acme}. The operator chooses it.
 */
public record ConnectionId(String value) implements Comparable<ConnectionId> {
    /** The connection for agents that asked for a decision but are not listed by any connected provider. */
    public static final ConnectionId DECISION_POINT = new ConnectionId("decision-point");

    public ConnectionId {
        IdentifierRules.requireCode("connection", value);
    }

    @Override
    public int compareTo(ConnectionId other) {
        return value.compareTo(other.value);
    }

    /**
     * Compares the values. The method is written by hand, because a record's generated method is linked on its first
     * call, which would happen during a cold start, when the first rows are read.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectionId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}

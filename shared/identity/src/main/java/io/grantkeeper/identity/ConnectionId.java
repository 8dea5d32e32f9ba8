package io.grantkeeper.identity;

import org.jspecify.annotations.Nullable;

/** One tenant of one provider that is watched, for example {@code github-acme}. Named by the operator. */
public record ConnectionId(String value) implements Comparable<ConnectionId> {
    public ConnectionId {
        Ids.requireCode("connection", value);
    }

    @Override
    public int compareTo(ConnectionId other) {
        return value.compareTo(other.value);
    }

    /** By hand: what a record has of itself is linked when it is first called, and starts ask this of the first rows they read. */
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

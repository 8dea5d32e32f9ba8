package io.grantkeeper.identity;

/** One tenant of one provider that is watched, for example {@code github-acme}. Named by the operator. */
public record ConnectionId(String value) implements Comparable<ConnectionId> {
    public ConnectionId {
        Ids.requireCode("connection", value);
    }

    @Override
    public int compareTo(ConnectionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

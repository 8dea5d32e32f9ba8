package io.grantkeeper.identity;

/** The id of one kind of listing or log that a connector reads, for example {@code installations}. */
public record StreamId(String value) implements Comparable<StreamId> {
    public StreamId {
        IdentifierRules.requireCode("stream", value);
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

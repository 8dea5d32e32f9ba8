package io.grantkeeper.policy.intent;

/**
 * Where something stands in a document, counted from 1.
 *
 * @param document its name, for example a file's
 */
public record Place(String document, int line, int column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int documents = document.compareTo(other.document);
        int lines = Integer.compare(line, other.line);
        return documents != 0 ? documents : lines != 0 ? lines : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return document + ":" + line + ":" + column;
    }
}

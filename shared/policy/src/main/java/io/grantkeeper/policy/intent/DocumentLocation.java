package io.grantkeeper.policy.intent;

/**
 * A position in a document.
 *
 * @param document the document's name, for example a file name
 * @param line the line, counted from 1
 * @param column the column, counted from 1
 */
public record DocumentLocation(String document, int line, int column) implements Comparable<DocumentLocation> {
    @Override
    public int compareTo(DocumentLocation other) {
        int documents = document.compareTo(other.document);
        int lines = Integer.compare(line, other.line);
        return documents != 0 ? documents : lines != 0 ? lines : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return document + ":" + line + ":" + column;
    }
}

package io.grantkeeper.policy.intent;

/**
 * A position in a document; line and column start at 1.
 *
 * @param document the document's name, for example a file name
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

package io.grantkeeper.policy.intent;

/**
 * An error in a document.
 *
 * @param field the path in the document's structure, for example {@code rules[1].when.reach}
 * @param message what the reader found and what it expected
 */
public record DocumentError(DocumentLocation place, String field, String message) {
    @Override
    public String toString() {
        return place + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}

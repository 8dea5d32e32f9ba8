package io.grantkeeper.policy.intent;

/**
 * Something in a document that cannot be read.
 *
 * @param field where in the document's structure, for example {@code rules[1].when.reach}
 * @param message what was seen and what would be right
 */
public record Mistake(Place place, String field, String message) {
    @Override
    public String toString() {
        return place + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}

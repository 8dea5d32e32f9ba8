package io.grantkeeper.owners.alerts;

import java.util.Optional;

/**
 * One possible answer to a message: a button if the channel supports buttons, otherwise a link.
 *
 * @param code a code that never changes, for example {@code keep}
 * @param label the button's label
 * @param ticket the value that the channel sends when the button is clicked; empty if the button only opens the page
 * @param page the URL of the page on which the person can answer in a browser
 * @param effect what the answer will do, in whole sentences; empty if the label says it
 */
public record AnswerChoice(
        String code, String label, Weight weight, Optional<String> ticket, String page, String effect) {
    /** Creates a choice whose label says what it does. */
    public AnswerChoice(String code, String label, Weight weight, Optional<String> ticket, String page) {
        this(code, label, weight, ticket, page, "");
    }

    /** The appearance of a button, and whether clicking it requires confirmation. */
    public enum Weight {
        PRIMARY,
        PLAIN,
        GRAVE
    }
}

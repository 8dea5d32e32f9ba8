package io.grantkeeper.owners.alerts;

import java.util.Optional;

/**
 * One possible answer to a message: a button if the channel supports buttons, otherwise a link.
 *
 * @param code a code that never changes, for example {@code keep}
 * @param label the button's label
 * @param ticket the value that the channel sends when the button is clicked; empty if the button only opens the page
 * @param page the URL of the page on which the person can answer in a browser
 */
public record AnswerChoice(String code, String label, Weight weight, Optional<String> ticket, String page) {
    /** How a button looks, and whether clicking it requires confirmation. */
    public enum Weight {
        PRIMARY,
        PLAIN,
        GRAVE
    }
}

package io.grantkeeper.alerts;

import java.util.Optional;

/**
 * One way to answer a message: a button where the channel has buttons, else a link.
 *
 * @param code stable, for example {@code keep}
 * @param label what the button says
 * @param ticket what pressing it hands back; empty where it only opens the page
 * @param page where it can be answered in a browser
 */
public record Choice(String code, String label, Weight weight, Optional<String> ticket, String page) {
    /** How a button looks, and whether it is asked about twice. */
    public enum Weight {
        PRIMARY,
        PLAIN,
        GRAVE
    }
}

package io.grantkeeper.connector.activity;

import java.util.Locale;

/**
 * A person whom a row names.
 *
 * @param id the vendor's id; empty if the row contains none
 * @param email the email address in lowercase; empty if the row contains none
 */
public record ActivityPerson(String id, String email) {
    /** The value for rows that name no person. */
    public static final ActivityPerson NONE = new ActivityPerson("", "");

    public ActivityPerson {
        email = email.indexOf('@') > 0 ? email.toLowerCase(Locale.ROOT) : "";
    }

    public boolean isKnown() {
        return !id.isEmpty() || !email.isEmpty();
    }
}

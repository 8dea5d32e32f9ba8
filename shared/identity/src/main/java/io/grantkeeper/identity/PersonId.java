package io.grantkeeper.identity;

import java.util.Comparator;
import java.util.List;

/** The id of a person's account in a connection. The text form is {@code connection/externalId}. */
public record PersonId(ConnectionId connection, String externalId) implements Comparable<PersonId> {
    private static final String SINGLE_SIGN_ON = "saml/";
    private static final String ROLES = "roles/";
    private static final String ASSIGNED = "assigned/";

    /**
     * The account part of the id of the row about a whole app. It sorts before the ids of accounts, so a reader that reads
     * rows in order and finds this row also finds all assignments.
     */
    private static final String EVERYONE = "*";

    private static final Comparator<PersonId> ORDER =
            Comparator.comparing(PersonId::connection).thenComparing(PersonId::externalId);

    public PersonId {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("the externalId of a person must not be blank");
        }
    }

    /**
     * Parses the text form.
     *
     * @throws IllegalArgumentException if the text has a different form; the message shows the expected one
     */
    public static PersonId parse(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "person id '%s' must have the form connection/externalId, for example github-acme/dana"
                            .formatted(text));
        }
        return new PersonId(new ConnectionId(parts[0]), parts[1]);
    }

    /**
     * Returns the id of the row that stores this account's work address, for providers that list addresses separately
     * (GitHub: single sign-on identities). Separate rows ensure that two listings never write the same row.
     */
    public PersonId singleSignOnId() {
        return new PersonId(connection, SINGLE_SIGN_ON + externalId);
    }

    /**
     * Returns the id of the row that stores this account's administrator roles, for providers that list roles separately
     * (GitHub, Okta, Entra).
     */
    public PersonId rolesId() {
        return new PersonId(connection, ROLES + externalId);
    }

    /** Returns whether this is the id of a row that stores only administrator roles. */
    public boolean isOfRoles() {
        return externalId.startsWith(ROLES);
    }

    /**
     * Returns the id of the row that states that this account is assigned to an app of an identity provider (Okta).
     *
     * @param app the app's id at the provider; contains no slash
     */
    public PersonId assignedId(String app) {
        if (app.isEmpty() || app.indexOf('/') >= 0) {
            throw new IllegalArgumentException("the id of an app must not be empty or contain a slash");
        }
        return new PersonId(connection, ASSIGNED + app + '/' + externalId);
    }

    /**
     * Returns the id of the row which states that everyone who is assigned to an app was read. Without it, a person who
     * has no row of assignment may be assigned nevertheless.
     *
     * @param app the app's id at the provider; contains no slash
     */
    public static PersonId allAssignedId(ConnectionId connection, String app) {
        return new PersonId(connection, EVERYONE).assignedId(app);
    }

    /** Returns the app's id at the provider if this is the id of an assignment; otherwise fails. */
    public String assignedApp() {
        if (!isOfAssignment()) {
            throw new IllegalStateException("the id must be of an assignment to an app");
        }
        return externalId.substring(ASSIGNED.length(), externalId.indexOf('/', ASSIGNED.length()));
    }

    /** Returns whether this is the id of a row which states that everyone who is assigned to an app was read. */
    public boolean isOfAllAssigned() {
        return isOfAssignment() && account().externalId().equals(EVERYONE);
    }

    /**
     * Returns whether this is the id of a row that only states the assignment to an app, or that all assignments to it
     * were read.
     */
    public boolean isOfAssignment() {
        return externalId.startsWith(ASSIGNED) && externalId.indexOf('/', ASSIGNED.length()) > ASSIGNED.length();
    }

    /** Returns the id of the account that a separate row describes, or this id if it is the account's own. */
    public PersonId account() {
        int afterApp = isOfAssignment() ? externalId.indexOf('/', ASSIGNED.length()) + 1 : 0;
        if (afterApp > 0 && afterApp < externalId.length()) {
            return new PersonId(connection, externalId.substring(afterApp));
        }
        for (String prefix : List.of(SINGLE_SIGN_ON, ROLES)) {
            if (externalId.startsWith(prefix) && externalId.length() > prefix.length()) {
                return new PersonId(connection, externalId.substring(prefix.length()));
            }
        }
        return this;
    }

    @Override
    public int compareTo(PersonId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return connection + "/" + externalId;
    }
}

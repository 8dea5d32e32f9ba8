package io.grantkeeper.identity;

import java.util.Comparator;

/** The id of a person's account in a connection. The text form is {@code connection/externalId}. */
public record PersonId(ConnectionId connection, String externalId) implements Comparable<PersonId> {
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
        return new PersonId(connection, "saml/" + externalId);
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

package io.grantkeeper.identity;

import java.util.Comparator;

/** Names one account of a person inside a connection. The text form is {@code connection/externalId}. */
public record PersonId(ConnectionId connection, String externalId) implements Comparable<PersonId> {
    private static final Comparator<PersonId> ORDER =
            Comparator.comparing(PersonId::connection).thenComparing(PersonId::externalId);

    public PersonId {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("externalId of a person must not be blank");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException saying what a person id looks like
     */
    public static PersonId parse(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "person id '%s' must look like connection/externalId, for example github-acme/dana"
                            .formatted(text));
        }
        return new PersonId(new ConnectionId(parts[0]), parts[1]);
    }

    /**
     * The row that holds the same account's work address, where a provider tells addresses in a listing of their own
     * (GitHub: the single sign-on identities). Two listings never write one row.
     */
    public PersonId singleSignOn() {
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

package io.grantkeeper.identity;

import java.util.Comparator;

/**
 * The id of a non-human identity within a tenant: its connection, its kind and the provider's own stable id (never a
 * display name, unless the provider offers nothing else).
 *
 * <p>The text form is {@code connection/kind/externalId}. The external id may contain slashes.
 */
public record IdentityId(ConnectionId connection, IdentityKind kind, String externalId)
        implements Comparable<IdentityId> {
    private static final Comparator<IdentityId> ORDER = Comparator.comparing(IdentityId::connection)
            .thenComparing(IdentityId::kind)
            .thenComparing(IdentityId::externalId);

    public IdentityId {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("the externalId of an identity must not be blank");
        }
    }

    /**
     * Parses the text form.
     *
     * @throws IllegalArgumentException if the text has a different form; the message shows the expected one
     */
    public static IdentityId parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    "identity id '%s' must have the form connection/kind/externalId, for example github-acme/oauth-client/Iv1.abc"
                            .formatted(text));
        }
        return new IdentityId(new ConnectionId(parts[0]), IdentityKind.ofCode(parts[1]), parts[2]);
    }

    @Override
    public int compareTo(IdentityId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return connection + "/" + kind.code() + "/" + externalId;
    }
}

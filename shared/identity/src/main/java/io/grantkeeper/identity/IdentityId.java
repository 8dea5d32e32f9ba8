package io.grantkeeper.identity;

import java.util.Comparator;

/**
 * Names one non-human identity inside a tenant: where it was seen, what it is, and the provider's own stable id of it
 * (never a display name, except where a provider gives nothing else).
 *
 * <p>The text form is {@code connection/kind/externalId}; the external id may itself hold slashes.
 */
public record IdentityId(ConnectionId connection, IdentityKind kind, String externalId)
        implements Comparable<IdentityId> {
    private static final Comparator<IdentityId> ORDER = Comparator.comparing(IdentityId::connection)
            .thenComparing(IdentityId::kind)
            .thenComparing(IdentityId::externalId);

    public IdentityId {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("externalId of an identity must not be blank");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException saying what an identity id looks like
     */
    public static IdentityId parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    "identity id '%s' must look like connection/kind/externalId, for example github-acme/oauth-client/Iv1.abc"
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

package io.grantkeeper.demo;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * A fact about a tenant: the existence of a grant, a credential, or an identity that the provider lists separately.
 *
 * @param identity the identity's id at the provider
 * @param key the key that distinguishes the grant or credential from the identity's others; empty for an identity
 * @param scopes the scopes in alphabetical order, separated by spaces; only grants have them
 */
record AccessFact(String provider, Type type, String identity, String key, String scopes)
        implements Comparable<AccessFact> {
    enum Type {
        IDENTITY,
        GRANT,
        CREDENTIAL
    }

    private static final Comparator<AccessFact> ORDER = Comparator.comparing((AccessFact fact) -> fact.identity)
            .thenComparing(AccessFact::key)
            .thenComparing(AccessFact::type)
            .thenComparing(AccessFact::provider)
            .thenComparing(AccessFact::scopes);

    static AccessFact grant(String provider, String identity, String key, Collection<String> scopes) {
        return new AccessFact(provider, Type.GRANT, identity, key, String.join(" ", new TreeSet<>(scopes)));
    }

    static AccessFact credential(String provider, String identity, String key) {
        return new AccessFact(provider, Type.CREDENTIAL, identity, key, "");
    }

    static AccessFact identity(String provider, String identity) {
        return new AccessFact(provider, Type.IDENTITY, identity, "", "");
    }

    /** Returns the fact without its scopes, because these can change while the grant remains the same. */
    AccessFact place() {
        return new AccessFact(provider, type, identity, key, "");
    }

    @Override
    public int compareTo(AccessFact other) {
        return ORDER.compare(this, other);
    }
}

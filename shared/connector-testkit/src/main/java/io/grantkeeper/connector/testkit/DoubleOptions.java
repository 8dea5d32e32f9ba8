package io.grantkeeper.connector.testkit;

import java.util.Optional;
import java.util.Set;

/**
 * Which double of a provider the contract wants.
 *
 * @param name {@code one} or {@code two}: another name means another tenant, with other credentials; the same name,
 *     the same data
 * @param onlyScopes what its credentials may do; empty for everything
 */
public record DoubleOptions(String name, Optional<Set<String>> onlyScopes) {
    public DoubleOptions {
        onlyScopes = onlyScopes.map(Set::copyOf);
    }

    static DoubleOptions named(String name) {
        return new DoubleOptions(name, Optional.empty());
    }

    static DoubleOptions restrictedTo(Set<String> scopes) {
        return new DoubleOptions("one", Optional.of(scopes));
    }
}

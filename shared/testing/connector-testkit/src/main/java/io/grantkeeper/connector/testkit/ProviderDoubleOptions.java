package io.grantkeeper.connector.testkit;

import java.util.Optional;
import java.util.Set;

/**
 * The options with which a contract check starts a double.
 *
 * @param name {@code one} or {@code two}; a different name means a different tenant with different credentials, and the
 *     same name always means the same data
 * @param onlyScopes the scopes of the double's credentials; empty for all scopes
 */
public record ProviderDoubleOptions(String name, Optional<Set<String>> onlyScopes) {
    public ProviderDoubleOptions {
        onlyScopes = onlyScopes.map(Set::copyOf);
    }

    static ProviderDoubleOptions named(String name) {
        return new ProviderDoubleOptions(name, Optional.empty());
    }

    static ProviderDoubleOptions restrictedTo(Set<String> scopes) {
        return new ProviderDoubleOptions("one", Optional.of(scopes));
    }
}

package io.grantkeeper.connector.testkit;

import java.util.Optional;
import java.util.Set;

/**
 * The options of a double that a contract check needs.
 *
 * @param name {@code one} or {@code two}; a different name means a different tenant with different credentials, and the
 *     same name always means the same data
 * @param onlyScopes the scopes of the double's credentials; empty for all scopes
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

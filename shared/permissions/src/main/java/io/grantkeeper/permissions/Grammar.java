package io.grantkeeper.permissions;

import java.util.Optional;

/** How one provider builds the names of its permissions. Names arrive and leave in lower case, as keys. */
interface Grammar {
    /** The form of a lower-case name under which rules and data know it: without a common prefix, for example. */
    default String key(String lowerCase) {
        return lowerCase;
    }

    /** Whether the structure of the two names alone says that the first implies the second. Reflexive and transitive. */
    default boolean covers(String wider, String narrower) {
        return wider.equals(narrower);
    }

    /** Whether the grammar has a list of its own of the provider's permissions, and this one is on it. */
    default boolean isListed(String key) {
        return false;
    }

    /**
     * What the structure alone says where no word for the thing is known: that something of that name can be read, or
     * changed. Empty where not even the verb is known.
     */
    Optional<Reading> readStructure(String key, Optional<PermissionKind> kind);

    /** Understands a permission by the structure of its name and the rules' words. Empty when no part is understood. */
    Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules);
}

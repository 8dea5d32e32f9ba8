package io.grantkeeper.permissions;

import java.util.Optional;

/** The grammar of one provider's permission names. All names are lowercase keys. */
interface PermissionGrammar {
    /**
     * Returns the key under which rules and data files list a name that is already in lowercase. For example, a key
     * omits a common prefix.
     */
    default String key(String lowerCase) {
        return lowerCase;
    }

    /**
     * Returns whether the first name implies the second, judged only by the structure of the two names. The relation is
     * reflexive and transitive.
     */
    default boolean covers(String wider, String narrower) {
        return wider.equals(narrower);
    }

    /** Returns whether the provider's permissions are listed in the grammar itself and the list contains this one. */
    default boolean isListed(String key) {
        return false;
    }

    /**
     * Interprets a name whose resource word is unknown by the structure of the name alone: something with that name can
     * be read or changed. Empty if the verb is unknown too.
     */
    Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind);

    /**
     * Interprets a permission by the structure of its name and the resource words in the rules. Empty if no part is
     * understood.
     */
    Optional<PermissionInterpretation> read(String key, Optional<PermissionForm> kind, ProviderRules rules);
}

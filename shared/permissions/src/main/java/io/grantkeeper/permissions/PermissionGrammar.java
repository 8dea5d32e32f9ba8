package io.grantkeeper.permissions;

import java.util.Optional;

/** The grammar of one provider's permission names. All methods take names in lowercase. */
interface PermissionGrammar {
    /**
     * Returns the key by which rules and data files refer to a name, for example the name without a prefix that many
     * names have in common.
     *
     * @param lowerCase the name in lowercase
     */
    default String key(String lowerCase) {
        return lowerCase;
    }

    /**
     * Returns whether the first name implies the second, judged only by the structure of the two names. The relation is
     * reflexive and transitive.
     */
    default boolean covers(String broader, String narrower) {
        return broader.equals(narrower);
    }

    /** Returns whether the grammar has its own list of the provider's permissions and the list contains this one. */
    default boolean isListed(String key) {
        return false;
    }

    /**
     * Interprets a name by its structure alone if its resource word is unknown. The result states only that something
     * with this name can, for example, be read or changed. Empty if the verb is also unknown.
     */
    Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind);

    /**
     * Interprets a permission by the structure of its name and the resource words in the rules. Empty if no part is
     * understood.
     */
    Optional<PermissionInterpretation> read(String key, Optional<PermissionForm> kind, ProviderPermissionRules rules);
}

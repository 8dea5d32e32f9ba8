package io.grantkeeper.permissions;

import java.util.Optional;

/**
 * The grammar of Snowflake's roles, privileges and OAuth scopes. An OAuth scope permits sessions with one role or with
 * any role.
 */
final class SnowflakeGrammar extends PermissionWordGrammar {
    private static final String ANY_ROLE = "session:role-any";
    private static final String ONE_ROLE = "session:role:";

    /**
     * Returns the key for a name in lowercase. In the key of a privilege, spaces separate the words; some sources use
     * underscores instead.
     */
    @Override
    public String key(String lowerCase) {
        boolean privilege = lowerCase.indexOf(':') < 0 && lowerCase.indexOf('.') < 0 && !lowerCase.endsWith("_token");
        return privilege ? lowerCase.replace('_', ' ') : lowerCase;
    }

    @Override
    public boolean covers(String broader, String narrower) {
        return broader.equals(narrower) || (broader.equals(ANY_ROLE) && narrower.startsWith(ONE_ROLE));
    }

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        if (key.startsWith(ONE_ROLE)) {
            // A session can do what its role can, if the role is known. The access of a role that the customer defined
            // is unknown.
            return rules.curated(key.substring(ONE_ROLE.length()), kind)
                    .map(capabilities -> new PermissionInterpretation(capabilities, InterpretationSource.DERIVED))
                    .or(() -> rules.word("session:role")
                            .map(word -> PermissionWordGrammar.reading(
                                    word, Optional.empty(), kind, InterpretationSource.INFERRED)));
        }
        return super.read(key, kind, rules);
    }
}

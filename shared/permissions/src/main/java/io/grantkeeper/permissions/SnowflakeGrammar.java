package io.grantkeeper.permissions;

import java.util.Optional;

/** The grammar of Snowflake roles, privileges, and OAuth scopes that start a session with one role or with any role. */
final class SnowflakeGrammar extends WordGrammar {
    private static final String ANY_ROLE = "session:role-any";
    private static final String ONE_ROLE = "session:role:";

    /** Separates the words of privileges with spaces; some sources join them with underscores. */
    @Override
    public String key(String lowerCase) {
        boolean privilege = lowerCase.indexOf(':') < 0 && lowerCase.indexOf('.') < 0 && !lowerCase.endsWith("_token");
        return privilege ? lowerCase.replace('_', ' ') : lowerCase;
    }

    @Override
    public boolean covers(String wider, String narrower) {
        return wider.equals(narrower) || (wider.equals(ANY_ROLE) && narrower.startsWith(ONE_ROLE));
    }

    @Override
    public Optional<PermissionInterpretation> read(String key, Optional<PermissionForm> kind, ProviderRules rules) {
        if (key.startsWith(ONE_ROLE)) {
            // A session with a known role can do what that role can. The access of a customer-defined role is unknown.
            return rules.curated(key.substring(ONE_ROLE.length()), kind)
                    .map(capabilities -> new PermissionInterpretation(capabilities, InterpretationSource.DERIVED))
                    .or(() -> rules.word("session:role")
                            .map(word ->
                                    WordGrammar.reading(word, Optional.empty(), kind, InterpretationSource.INFERRED)));
        }
        return super.read(key, kind, rules);
    }
}

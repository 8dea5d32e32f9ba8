package io.grantkeeper.permissions;

import java.util.Optional;

/** Snowflake roles and privileges, and OAuth scopes that open a session as one role or as any. */
final class SnowflakeGrammar extends WordGrammar {
    private static final String ANY_ROLE = "session:role-any";
    private static final String ONE_ROLE = "session:role:";

    /** Privileges are words apart; some write them with underscores. */
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
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        if (key.startsWith(ONE_ROLE)) {
            // A session as a known role can do what that role can; a role of the customer's own making is opaque.
            return rules.exact(key.substring(ONE_ROLE.length()), kind)
                    .map(capabilities -> new Reading(capabilities, Source.DERIVED))
                    .or(() -> rules.word("session:role")
                            .map(word -> WordGrammar.reading(word, Optional.empty(), kind, Source.INFERRED)));
        }
        return super.read(key, kind, rules);
    }
}

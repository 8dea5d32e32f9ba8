package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/**
 * The grammar of Okta scopes and administrator roles. A scope is {@code okta.<things>.read} or
 * {@code okta.<things>.manage} and applies to the whole organization. A role is written as {@code role:} followed by
 * its type, for example {@code role:READ_ONLY_ADMIN}, or by its label if it is a custom role. The grammar does not know
 * what a custom role allows.
 */
final class OktaGrammar implements PermissionGrammar {
    private static final String ROLE = "role:";
    /** The suffix of the types of all standard roles. */
    private static final String STANDARD = "_admin";

    /** Returns whether a string is a single role, whose label may contain spaces and commas. */
    static boolean isRole(String written) {
        return written.regionMatches(true, 0, ROLE, 0, ROLE.length());
    }

    @Override
    public String key(String lowerCase) {
        return lowerCase.startsWith(ROLE) && lowerCase.endsWith(STANDARD)
                ? lowerCase.substring(ROLE.length())
                : lowerCase;
    }

    @Override
    public boolean covers(String broader, String narrower) {
        return broader.equals(narrower)
                || (broader.endsWith(".manage")
                        && narrower.endsWith(".read")
                        && base(broader, ".manage").equals(base(narrower, ".read")));
    }

    private static String base(String key, String suffix) {
        return key.substring(0, key.length() - suffix.length());
    }

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        if (isRole(key)) {
            return Optional.empty();
        }
        String bare = key.startsWith("okta.") ? key.substring("okta.".length()) : key;
        int dot = bare.lastIndexOf('.');
        String verb = bare.substring(dot + 1);
        String things = dot < 0 ? bare : bare.substring(0, dot);
        String actions =
                switch (verb) {
                    case "read" -> "r";
                    case "manage" -> PermissionVerbs.ALL_BUT_ADMINISTER;
                    default -> "";
                };
        Optional<ProviderPermissionRules.ResourceWord> known = rules.word(things);
        if (known.isPresent() && !actions.isEmpty()) {
            return Optional.of(reading(known.get(), actions, InterpretationSource.DERIVED));
        }
        String guessed = actions.isEmpty() ? PermissionVerbs.ALL_BUT_ADMINISTER : actions;
        return known.or(() -> PermissionWordGrammar.hint(List.of(bare.split("[.]", -1)), rules))
                .map(word -> reading(word, guessed, InterpretationSource.INFERRED));
    }

    @Override
    public Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind) {
        return isRole(key)
                ? Optional.empty()
                : PermissionWordGrammar.readStructure(
                        key.startsWith("okta.") ? key.substring("okta.".length()) : key, CapabilityReach.TENANT);
    }

    private static PermissionInterpretation reading(
            ProviderPermissionRules.ResourceWord word, String actions, InterpretationSource source) {
        CapabilityReach reach = word.reach().orElse(CapabilityReach.TENANT);
        return PermissionInterpretation.of(word.thing(), actions, reach, source);
    }
}

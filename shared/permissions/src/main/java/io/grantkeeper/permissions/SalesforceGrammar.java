package io.grantkeeper.permissions;

import java.util.regex.Pattern;

/**
 * The grammar of Salesforce's OAuth scopes and system permissions. A system permission can also be written as its label
 * or as the field that represents it in a profile.
 */
final class SalesforceGrammar extends PermissionWordGrammar {
    private static final String FIELD = "permissions";
    private static final Pattern LABELED =
            Pattern.compile("(?<![^(),;])[^(),;]*+\\(([A-Za-z_]++(?:\\s*+,\\s*+[A-Za-z_]++)*+)\\)");

    /**
     * Replaces each label, as shown on Salesforce's pages, by the scopes in its parentheses: "Manage user data via APIs
     * (api)" becomes "api".
     */
    static String normalize(String written) {
        return LABELED.matcher(written).replaceAll(" $1 ");
    }

    /**
     * Returns the key for a name, label or profile field in lowercase: {@code modify all data} and {@code
     * permissionsmodifyalldata} both become {@code modifyalldata}.
     */
    @Override
    public String key(String lowerCase) {
        String joined = lowerCase.replace(" ", "");
        return joined.startsWith(FIELD) && joined.length() > FIELD.length() ? joined.substring(FIELD.length()) : joined;
    }
}

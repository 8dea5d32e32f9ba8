package io.grantkeeper.permissions;

/**
 * The grammar of Salesforce's OAuth scopes and system permissions. A system permission can also be given by its label
 * or by the field that represents it in a profile.
 */
final class SalesforceGrammar extends PermissionWordGrammar {
    private static final String FIELD = "permissions";

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

package io.grantkeeper.permissions;

/**
 * The grammar of Salesforce's OAuth scopes and system permissions. A system permission may also be given as its label
 * or as the field that represents it in a profile.
 */
final class SalesforceGrammar extends WordGrammar {
    private static final String FIELD = "permissions";

    /**
     * Normalizes labels and profile fields: {@code Modify All Data} and {@code PermissionsModifyAllData} become {@code
     * ModifyAllData}.
     */
    @Override
    public String key(String lowerCase) {
        String joined = lowerCase.replace(" ", "");
        return joined.startsWith(FIELD) && joined.length() > FIELD.length() ? joined.substring(FIELD.length()) : joined;
    }
}

package io.grantkeeper.permissions;

/** Salesforce's OAuth scopes and system permissions; the latter also as their labels and as the fields of a profile. */
final class SalesforceGrammar extends WordGrammar {
    private static final String FIELD = "permissions";

    /** {@code Modify All Data} and {@code PermissionsModifyAllData} are {@code ModifyAllData}. */
    @Override
    public String key(String lowerCase) {
        String joined = lowerCase.replace(" ", "");
        return joined.startsWith(FIELD) && joined.length() > FIELD.length() ? joined.substring(FIELD.length()) : joined;
    }
}

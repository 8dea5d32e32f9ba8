package io.grantkeeper.permissions;

/**
 * The grammar of Zendesk scopes: {@code read} and {@code write} apply to all resources, scopes such as {@code
 * tickets:read} to one type of resource.
 */
final class ZendeskGrammar extends PermissionWordGrammar {
    @Override
    public boolean covers(String broader, String narrower) {
        return broader.equals(narrower)
                || (broader.equals("read") && narrower.endsWith(":read"))
                || (broader.equals("write") && narrower.endsWith(":write"));
    }
}

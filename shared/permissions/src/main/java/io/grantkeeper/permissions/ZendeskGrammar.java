package io.grantkeeper.permissions;

/**
 * The grammar of Zendesk scopes: {@code read} and {@code write} apply to everything, {@code tickets:read} to one
 * resource.
 */
final class ZendeskGrammar extends WordGrammar {
    @Override
    public boolean covers(String wider, String narrower) {
        return wider.equals(narrower)
                || (wider.equals("read") && narrower.endsWith(":read"))
                || (wider.equals("write") && narrower.endsWith(":write"));
    }
}

package io.grantkeeper.permissions;

/** Zendesk scopes: {@code read} and {@code write} for everything, {@code tickets:read} for one resource. */
final class ZendeskGrammar extends WordGrammar {
    @Override
    public boolean covers(String wider, String narrower) {
        return wider.equals(narrower)
                || (wider.equals("read") && narrower.endsWith(":read"))
                || (wider.equals("write") && narrower.endsWith(":write"));
    }
}

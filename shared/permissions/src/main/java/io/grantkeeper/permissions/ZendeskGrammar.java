package io.grantkeeper.permissions;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grammar of Zendesk scopes. {@code read} and {@code write} apply to all resources, while scopes such as
 * {@code tickets:read} apply to one type of resource.
 */
final class ZendeskGrammar extends PermissionWordGrammar {
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z_]+");
    private static final Set<String> ALL_RESOURCES = Set.of("read", "write", "impersonate");
    /** The standard scopes of OpenID Connect, which are not resources of Zendesk. */
    private static final Set<String> SIGN_IN =
            Set.of("openid", "profile", "email", "phone", "address", "offline_access");

    /**
     * Returns the scopes that a scope is equivalent to. A resource without an access level, such as {@code tickets}, is
     * equivalent to both levels (Zendesk, "OAuth Tokens"); any other scope is returned unchanged.
     */
    static List<String> levels(String scope) {
        String name = scope.toLowerCase(Locale.ROOT);
        return RESOURCE.matcher(scope).matches() && !ALL_RESOURCES.contains(name) && !SIGN_IN.contains(name)
                ? List.of(scope + ":read", scope + ":write")
                : List.of(scope);
    }

    @Override
    public boolean covers(String broader, String narrower) {
        return broader.equals(narrower)
                || (broader.equals("read") && narrower.endsWith(":read"))
                || (broader.equals("write") && narrower.endsWith(":write"))
                || (RESOURCE.matcher(broader).matches()
                        && !ALL_RESOURCES.contains(broader)
                        && levels(broader).contains(narrower));
    }
}

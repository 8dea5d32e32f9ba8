package io.grantkeeper.rightsizing;

import java.util.Locale;
import java.util.Set;

/**
 * Converts permission names from people and logs to the spelling in the permission tables, and recognizes permissions
 * that are used without any API call.
 */
final class PermissionNames {
    private static final String GOOGLE_PREFIX = "https://www.googleapis.com/auth/";
    private static final String GRAPH_PREFIX = "https://graph.microsoft.com/";
    private static final Set<String> SIGN_IN = Set.of("openid", "profile", "email", "offline_access");
    private static final Set<String> GOOGLE_SIGN_IN =
            Set.of(GOOGLE_PREFIX + "userinfo.email", GOOGLE_PREFIX + "userinfo.profile");

    private PermissionNames() {}

    /**
     * Returns the name in the spelling of the provider's permission table, except that upper and lower case may differ.
     */
    static String plain(PermissionTableProvider provider, String name) {
        String text = name.strip();
        return switch (provider) {
            case MICROSOFT ->
                text.regionMatches(true, 0, GRAPH_PREFIX, 0, GRAPH_PREFIX.length())
                        ? text.substring(GRAPH_PREFIX.length())
                        : text;
            case GITHUB -> text.replace('=', ':').replace(" ", "").toLowerCase(Locale.ROOT);
            case GOOGLE ->
                text.contains("/") || text.equals("openid") || SIGN_IN.contains(text) ? text : GOOGLE_PREFIX + text;
            case OKTA -> text;
        };
    }

    /**
     * Returns whether this is a sign-in scope or a permission that the provider gives to every app. No API call shows
     * whether such permissions are used.
     */
    static boolean usedWithoutCalls(PermissionTableProvider provider, String plain) {
        String name = plain.toLowerCase(Locale.ROOT);
        return SIGN_IN.contains(name)
                || switch (provider) {
                    case MICROSOFT, OKTA -> false;
                    case GITHUB -> name.equals("metadata:read");
                    case GOOGLE -> GOOGLE_SIGN_IN.contains(name);
                };
    }
}

package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * The privilege levels that Grantkeeper assigns to Google's scopes. Google does not publish levels for all of them. A
 * scope of level 1 shows names and structure; level 2 reads content or is limited to what the app created; level 3
 * changes one type of data; level 4 gives access to a whole product.
 */
final class GoogleLevels {
    private static final List<String> WHOLE = List.of(
            "https://mail.google.com/",
            "auth/drive",
            "auth/calendar",
            "auth/cloud-platform",
            "auth/gmail.settings.sharing",
            "auth/admin.directory.user",
            "auth/admin.directory.user.security",
            "auth/admin.directory.rolemanagement",
            "auth/chat.admin.spaces",
            "auth/cloud-identity",
            "auth/cloud-identity.groups");

    private GoogleLevels() {}

    static int of(String scope) {
        // Add-on scopes apply only while the add-on is open, so they get the highest level and are chosen only if
        // nothing else admits a call.
        if (WHOLE.stream().anyMatch(scope::endsWith) || scope.contains("/feeds") || scope.contains(".addons.")) {
            return 4;
        }
        boolean limited = scope.matches(".*(\\.file|\\.appdata|\\.app\\.created|\\.appfolder|\\.create|\\.owned)$");
        boolean describes = scope.matches(".*(metadata|freebusy|calendarlist|settings|labels|acls?)\\.readonly$")
                || scope.endsWith("gmail.metadata")
                || scope.endsWith(".freebusy")
                || scope.endsWith("userinfo.profile")
                || scope.endsWith("userinfo.email")
                || scope.equals("openid")
                || scope.equals("profile")
                || scope.equals("email");
        if (describes) {
            return 1;
        }
        return limited || scope.contains("readonly") || scope.contains(".read") ? 2 : 3;
    }
}

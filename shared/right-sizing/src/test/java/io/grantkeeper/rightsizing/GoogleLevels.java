package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * Our own order of Google's scopes, as Google publishes none for them all: 1 shows how things are called and arranged, 2
 * reads content or is limited to what the app made, 3 changes one kind of thing, 4 holds a whole product.
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
        // Scopes of add-ons hold in an open add-on alone: chosen only where nothing else admits a call.
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

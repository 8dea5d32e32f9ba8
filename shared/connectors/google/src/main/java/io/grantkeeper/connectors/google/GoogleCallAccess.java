package io.grantkeeper.connectors.google;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The kind of access that a call requires: the scope, and whether the service account acts as the administrator or as
 * itself.
 */
enum GoogleCallAccess {
    USERS(GoogleScopes.USERS, true),
    SECURITY(GoogleScopes.SECURITY, true),
    REPORTS(GoogleScopes.REPORTS, true),
    ALERTS(GoogleScopes.ALERTS, true),
    CLOUD(GoogleScopes.CLOUD, false);

    private static final Pattern USER_SECURITY =
            Pattern.compile(".*/admin/directory/v1/users/[^/]+/(tokens|asps)(/.*)?");

    private final String scope;
    private final boolean asAdministrator;

    GoogleCallAccess(String scope, boolean asAdministrator) {
        this.scope = scope;
        this.asAdministrator = asAdministrator;
    }

    String scope() {
        return scope;
    }

    /** Returns whether the administrator is the subject of the token (domain-wide delegation). */
    boolean asAdministrator() {
        return asAdministrator;
    }

    /**
     * Returns the access that a call requires. The access depends only on the path of the call, so a request does not
     * have to state it.
     */
    static GoogleCallAccess of(URI uri) {
        String path = uri.getRawPath();
        if (path.contains("/admin/reports/")) {
            return REPORTS;
        }
        if (path.endsWith("/v1beta1/alerts")) {
            return ALERTS;
        }
        if (path.contains("/v1/projects/")) {
            return CLOUD;
        }
        return USER_SECURITY.matcher(path).matches() ? SECURITY : USERS;
    }
}

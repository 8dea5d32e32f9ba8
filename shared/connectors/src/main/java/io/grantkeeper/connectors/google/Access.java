package io.grantkeeper.connectors.google;

import java.net.URI;
import java.util.regex.Pattern;

/** What a call needs: which scope, and whether the service account speaks for the administrator or for itself. */
enum Access {
    USERS(Scopes.USERS, true),
    SECURITY(Scopes.SECURITY, true),
    REPORTS(Scopes.REPORTS, true),
    CLOUD(Scopes.CLOUD, false);

    private static final Pattern USER_SECURITY =
            Pattern.compile(".*/admin/directory/v1/users/[^/]+/(tokens|asps)(/.*)?");

    private final String scope;
    private final boolean asAdministrator;

    Access(String scope, boolean asAdministrator) {
        this.scope = scope;
        this.asAdministrator = asAdministrator;
    }

    String scope() {
        return scope;
    }

    /** Whether the token names the administrator as its subject (domain-wide delegation). */
    boolean asAdministrator() {
        return asAdministrator;
    }

    /** Told from the path alone, so that nothing has to travel with a request. */
    static Access of(URI uri) {
        String path = uri.getRawPath();
        if (path.contains("/admin/reports/")) {
            return REPORTS;
        }
        if (path.contains("/v1/projects/")) {
            return CLOUD;
        }
        return USER_SECURITY.matcher(path).matches() ? SECURITY : USERS;
    }
}

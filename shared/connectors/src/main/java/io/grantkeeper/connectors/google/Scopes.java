package io.grantkeeper.connectors.google;

/** The OAuth scopes that our own calls need; each is the narrowest that Google offers for its calls. */
final class Scopes {
    static final String USERS = "https://www.googleapis.com/auth/admin.directory.user.readonly";

    /** Tokens and app passwords. Google has no read-only form of it. */
    static final String SECURITY = "https://www.googleapis.com/auth/admin.directory.user.security";

    static final String REPORTS = "https://www.googleapis.com/auth/admin.reports.audit.readonly";

    /** IAM's calls accept nothing narrower; the service account's roles are what limits it. */
    static final String CLOUD = "https://www.googleapis.com/auth/cloud-platform";

    private Scopes() {}
}

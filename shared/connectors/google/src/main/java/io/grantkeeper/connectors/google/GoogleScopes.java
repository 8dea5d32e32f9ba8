package io.grantkeeper.connectors.google;

/** The OAuth scopes that Grantkeeper's calls require. Each is the narrowest scope that Google offers for the calls. */
final class GoogleScopes {
    static final String USERS = "https://www.googleapis.com/auth/admin.directory.user.readonly";

    /** The scope for OAuth consents and app passwords. Google has no read-only variant of it. */
    static final String SECURITY = "https://www.googleapis.com/auth/admin.directory.user.security";

    static final String REPORTS = "https://www.googleapis.com/auth/admin.reports.audit.readonly";

    /** The scope for the Alert Center. Google has no read-only variant of it. */
    static final String ALERTS = "https://www.googleapis.com/auth/apps.alerts";

    /** The scope for IAM, which accepts no narrower one. The roles of the service account limit the access. */
    static final String CLOUD = "https://www.googleapis.com/auth/cloud-platform";

    private GoogleScopes() {}
}

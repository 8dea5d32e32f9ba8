package io.grantkeeper.connectors.slack;

/** The scopes that reading and revoking require. All are user scopes of an owner, except the bot's scopes. */
final class SlackScopes {
    static final String APPS = "admin.apps:read";
    static final String ACTIVITIES = "admin.app_activities:read";
    static final String WORKFLOWS = "admin.workflows:read";
    static final String ORGANIZATION_USERS = "admin.users:read";
    /** A legacy scope that covers many permissions. No narrower scope gives access to the integration logs. */
    static final String ADMIN = "admin";

    static final String AUDIT = "auditlogs:read";
    /** The scope for reading users. A bot token with this scope is sufficient. */
    static final String USERS = "users:read";

    private SlackScopes() {}
}

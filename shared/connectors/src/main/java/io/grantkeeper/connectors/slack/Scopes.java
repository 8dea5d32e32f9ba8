package io.grantkeeper.connectors.slack;

/** The scopes that reading and revoking need. All are user scopes of an owner but for those of the bot. */
final class Scopes {
    static final String APPS = "admin.apps:read";
    static final String ACTIVITIES = "admin.app_activities:read";
    static final String WORKFLOWS = "admin.workflows:read";
    static final String ORGANIZATION_USERS = "admin.users:read";
    /** The umbrella of old; nothing less opens the integration logs. */
    static final String ADMIN = "admin";

    static final String AUDIT = "auditlogs:read";
    /** Enough with the bot token too. */
    static final String USERS = "users:read";

    private Scopes() {}
}

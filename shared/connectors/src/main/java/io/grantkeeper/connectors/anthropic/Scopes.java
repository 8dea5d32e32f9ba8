package io.grantkeeper.connectors.anthropic;

/** What a key must be to read. Anthropic's admin keys have no finer permissions for the admin API. */
final class Scopes {
    /** An admin key, which an organisation's admin makes. As a scope of Anthropic's OAuth it has this name. */
    static final String ADMIN = "org:admin";
    /** The scope of a compliance access key; an admin key has it once the Compliance API is switched on. */
    static final String ACTIVITIES = "read:compliance_activities";

    private Scopes() {}

    static String of(String path) {
        return path.contains("/compliance/") ? ACTIVITIES : ADMIN;
    }
}

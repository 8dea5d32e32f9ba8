package io.grantkeeper.connectors.anthropic;

/**
 * The permissions that the connector requires for reading. The permissions of an Anthropic admin key in the admin API
 * cannot be restricted.
 */
final class AnthropicScopes {
    /**
     * The permission of an admin key, which only an organization's admin can create. The value is the permission's name
     * as an OAuth scope.
     */
    static final String ADMIN = "org:admin";
    /** The scope of a compliance access key. After the Compliance API is enabled, an admin key also has this scope. */
    static final String ACTIVITIES = "read:compliance_activities";

    private AnthropicScopes() {}

    static String of(String path) {
        return path.contains("/compliance/") ? ACTIVITIES : ADMIN;
    }
}

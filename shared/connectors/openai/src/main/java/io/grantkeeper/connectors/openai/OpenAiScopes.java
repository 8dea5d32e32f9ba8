package io.grantkeeper.connectors.openai;

/**
 * The permissions that an admin key can have. Source: OpenAI's responses, which report missing permissions by these
 * names.
 */
final class OpenAiScopes {
    /** The permission to read people, projects, keys, service accounts and certificates. */
    static final String MANAGEMENT = "api.management.read";
    /** The permission to revoke access. */
    static final String MANAGEMENT_WRITE = "api.management.write";
    /** The permission to read usage and costs. */
    static final String USAGE = "api.usage.read";
    /** The permission to read the audit log. Its name is not confirmed; see docs/connectors/openai.md. */
    static final String AUDIT_LOG = "api.audit_logs.read";

    private OpenAiScopes() {}

    /**
     * Returns the permission that a call requires. The permission depends on the path and on whether the call
     * changes something.
     */
    static String of(String path, boolean changes) {
        if (path.contains("/organization/usage/")) {
            return USAGE;
        }
        if (path.endsWith("/organization/audit_logs")) {
            return AUDIT_LOG;
        }
        return changes ? MANAGEMENT_WRITE : MANAGEMENT;
    }
}

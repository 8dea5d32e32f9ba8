package io.grantkeeper.connectors.openai;

/** What an admin key may be given. Source: what OpenAI names as missing where a key lacks it. */
final class Scopes {
    /** People, projects, keys, service accounts, certificates. */
    static final String MANAGEMENT = "api.management.read";
    /** To revoke. */
    static final String MANAGEMENT_WRITE = "api.management.write";
    /** Usage and costs. */
    static final String USAGE = "api.usage.read";
    /** The audit log; not confirmed, see docs/connectors/openai.md. */
    static final String AUDIT_LOG = "api.audit_logs.read";

    private Scopes() {}

    /** What a call needs, by its address and whether it changes something. */
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

package io.grantkeeper.connectors.entra;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/**
 * The application permissions that Grantkeeper's calls require. Each is the narrowest permission that Graph's reference
 * names for the call.
 */
final class EntraScopes {
    static final String USERS = "User.Read.All";

    /** The permission that Graph requires for selecting {@code employeeLeaveDateTime}. */
    static final String LEAVE_DATES = "User-LifeCycleInfo.Read.All";

    static final String APPLICATIONS = "Application.Read.All";
    static final String GRANTS = "DelegatedPermissionGrant.Read.All";
    static final String AGENTS = "AgentIdentity.Read.All";
    static final String AUDIT = "AuditLog.Read.All";
    static final String DIRECTORY_ROLES = "RoleManagement.Read.Directory";
    static final String GROUP_MEMBERS = "GroupMember.Read.All";

    static final String RISKY_APPS = "IdentityRiskyServicePrincipal.Read.All";
    static final String RISKY_AGENTS = "IdentityRiskyAgent.Read.All";
    static final String RISK_EVENTS = "IdentityRiskEvent.Read.All";

    static final String CHANGE_APPLICATIONS = "Application.ReadWrite.All";
    static final String CHANGE_GRANTS = "DelegatedPermissionGrant.ReadWrite.All";
    static final String CHANGE_ROLES = "AppRoleAssignment.ReadWrite.All";

    private EntraScopes() {}

    /**
     * Returns the permissions that a call requires, derived from its URL, because Graph's error responses do not name
     * them.
     */
    static Set<String> of(String method, URI uri) {
        String path = uri.getRawPath();
        boolean reads = method.equals("GET");
        if (path.contains("/auditLogs/") || path.contains("/reports/")) {
            return Set.of(AUDIT);
        }
        if (path.contains("/identityProtection/")) {
            return Set.of(ofRisk(path));
        }
        if (path.contains("/roleManagement/")) {
            return Set.of(DIRECTORY_ROLES);
        }
        if (path.contains("/groups/")) {
            return Set.of(GROUP_MEMBERS);
        }
        if (path.contains("/oauth2PermissionGrants")) {
            return Set.of(reads ? GRANTS : CHANGE_GRANTS);
        }
        if (path.endsWith("/microsoft.graph.agentIdentity")) {
            return Set.of(AGENTS);
        }
        if (path.contains("/users") || path.contains("/deletedItems") || path.contains("/subscriptions")) {
            return ofUsers(uri);
        }
        if (path.contains("/appRoleAssignments/") && !reads) {
            return Set.of(CHANGE_ROLES);
        }
        return Set.of(reads ? APPLICATIONS : CHANGE_APPLICATIONS);
    }

    private static String ofRisk(String path) {
        if (path.endsWith("/riskyServicePrincipals")) {
            return RISKY_APPS;
        }
        return path.endsWith("/riskyAgents") ? RISKY_AGENTS : RISK_EVENTS;
    }

    private static Set<String> ofUsers(URI uri) {
        Set<String> scopes = new TreeSet<>(Set.of(USERS));
        String query = uri.getRawQuery();
        if (query != null && query.contains("employeeLeaveDateTime")) {
            scopes.add(LEAVE_DATES);
        }
        return scopes;
    }
}

package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of resources and of their app roles. An assignment contains only ids, and every API defines its own roles.
 */
final class EntraAppRoleNames {
    /**
     * The role id in an assignment without a role. Such an assignment lets the app fetch tokens for the resource, and
     * the resource decides what the tokens allow.
     */
    private static final String DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000";

    private record Resource(String appId, Map<String, String> names) {}

    private final Map<String, Resource> resources = new HashMap<>();

    private EntraAppRoleNames() {}

    /** Reads the resources whose service principals have these object ids. */
    static EntraAppRoleNames of(ProviderSession session, Set<String> resourceIds) throws ConnectorException {
        EntraAppRoleNames roles = new EntraAppRoleNames();
        List<GraphRequestUri> addresses = resourceIds.stream()
                .map(id -> GraphRequestUri.of("servicePrincipals", id).select("id,appId,appRoles"))
                .toList();
        for (Optional<JsonNodeReader> found : GraphBatch.get(session, addresses)) {
            if (found.isPresent()) {
                roles.add(found.get());
            }
        }
        return roles;
    }

    private void add(JsonNodeReader resource) throws ConnectorException {
        Map<String, String> names = new HashMap<>();
        for (JsonNodeReader role : resource.listOrEmpty("appRoles")) {
            Optional<String> value = role.optionalNonBlank("value");
            if (value.isPresent()) {
                names.put(role.nonBlank("id"), value.get());
            }
        }
        String id = resource.nonBlank("id");
        resources.put(id, new Resource(resource.optionalNonBlank("appId").orElse(id), names));
    }

    /** Returns the resource's application id, or its object id if the resource was not found. */
    String resource(String resourceId) {
        Resource found = resources.get(resourceId);
        return found == null ? resourceId : found.appId();
    }

    /**
     * Returns the role's name, for example {@code MailMessage.Read}, or the role's id if the resource defines no name
     * for it.
     */
    String name(String resourceId, String roleId) {
        if (roleId.equals(DEFAULT_ACCESS)) {
            return "default-access";
        }
        Resource found = resources.get(resourceId);
        return found == null ? roleId : found.names().getOrDefault(roleId, roleId);
    }
}

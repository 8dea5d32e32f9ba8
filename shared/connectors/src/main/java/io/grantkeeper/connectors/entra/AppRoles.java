package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of resources and of their app roles: an assignment gives ids only, and each API has roles of its own.
 */
final class AppRoles {
    /** Assigned without a role: the app may fetch tokens for the resource, and what it makes of that is its matter. */
    private static final String DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000";

    private record Resource(String appId, Map<String, String> names) {}

    private final Map<String, Resource> resources = new HashMap<>();

    private AppRoles() {}

    /** Reads resources by their service principals' object ids. */
    static AppRoles of(ProviderSession session, Set<String> resourceIds) throws ConnectorException {
        AppRoles roles = new AppRoles();
        List<Address> addresses = resourceIds.stream()
                .map(id -> Address.of("servicePrincipals", id).select("id,appId,appRoles"))
                .toList();
        for (Optional<JsonBody> found : Batch.get(session, addresses)) {
            if (found.isPresent()) {
                roles.add(found.get());
            }
        }
        return roles;
    }

    private void add(JsonBody resource) throws ConnectorException {
        Map<String, String> names = new HashMap<>();
        for (JsonBody role : resource.listOrEmpty("appRoles")) {
            Optional<String> value = Read.optional(role, "value");
            if (value.isPresent()) {
                names.put(Read.required(role, "id"), value.get());
            }
        }
        String id = Read.required(resource, "id");
        resources.put(id, new Resource(Read.optional(resource, "appId").orElse(id), names));
    }

    /** The resource's application id; its object id where it is not there. */
    String resource(String resourceId) {
        Resource found = resources.get(resourceId);
        return found == null ? resourceId : found.appId();
    }

    /** The role's name, for example {@code Mail.Read}; its id where the resource does not name it. */
    String name(String resourceId, String roleId) {
        if (roleId.equals(DEFAULT_ACCESS)) {
            return "default-access";
        }
        Resource found = resources.get(resourceId);
        return found == null ? roleId : found.names().getOrDefault(roleId, roleId);
    }
}

package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers requests that change the tenant. Each change then appears in listings, deltas and the directory audit. */
final class GraphWriteRoutes {
    private static final SimulatorResponse NO_CONTENT = SimulatorResponse.empty(204);

    private final EntraTenant tenant;
    private final EntraTenantActions actions;
    private final EntraNotifications notifications;

    GraphWriteRoutes(EntraTenant tenant, EntraTenantActions actions, EntraNotifications notifications) {
        this.tenant = tenant;
        this.actions = actions;
        this.notifications = notifications;
    }

    SimulatorResponse answer(GraphCall call) {
        return switch (call.part(0)) {
            case "oauth2PermissionGrants" -> grant(call);
            case "servicePrincipals" ->
                object(call, tenant.servicePrincipals(), "~appRoleAssignments", "appRoleAssignments");
            case "applications" -> object(call, tenant.applications(), "~federated", "federatedIdentityCredentials");
            case "subscriptions" -> notifications.answer(call);
            default -> GraphError.noSegment(call.part(0));
        };
    }

    private SimulatorResponse grant(GraphCall call) {
        String id = call.part(1);
        Optional<Map<String, @Nullable Object>> found = tenant.grants().find(id);
        if (found.isEmpty()) {
            return GraphError.notFound(id);
        }
        String client = String.valueOf(found.get().get("clientId"));
        if (call.method().equals("DELETE")) {
            tenant.grants().remove(id);
        } else {
            tenant.grants().set(id, "scope", call.body().path("scope").asString(""));
        }
        audit("Remove delegated permission grant", String.valueOf(found.get().get("resourceId")), client);
        return NO_CONTENT;
    }

    private SimulatorResponse object(GraphCall call, DirectoryTable table, String relation, String segment) {
        String id = call.part(1);
        Optional<Map<String, @Nullable Object>> found = table.find(id);
        if (found.isEmpty()) {
            return GraphError.notFound(id);
        }
        if (call.method().equals("PATCH") && call.path().size() == 2) {
            JsonNode enabled = call.body().path("accountEnabled");
            if (!enabled.isBoolean()) {
                return GraphError.of(400, "Request_BadRequest", "the double supports accountEnabled only");
            }
            table.set(id, "accountEnabled", enabled.booleanValue());
            actions.audit(
                    "Update service principal",
                    tenant.now(),
                    null,
                    EntraTenantActions.target(
                            id,
                            "ServicePrincipal",
                            EntraTenantActions.changed("AccountEnabled", "[true]", "[" + enabled + "]")));
            return NO_CONTENT;
        }
        if (call.method().equals("POST") && call.last().equals("removePassword")) {
            String keyId = call.body().path("keyId").asString("");
            return removed(table, id, found.get(), "passwordCredentials", row -> keyId.equals(row.get("keyId")))
                    ? NO_CONTENT
                    : GraphError.of(400, "Request_BadRequest", "No password credential found with keyId.");
        }
        if (call.method().equals("DELETE") && call.part(2).equals(segment)) {
            return removed(table, id, found.get(), relation, row -> call.last().equals(row.get("id")))
                    ? NO_CONTENT
                    : GraphError.notFound(call.last());
        }
        return GraphError.noSegment(call.last());
    }

    private boolean removed(
            DirectoryTable table,
            String id,
            Map<String, @Nullable Object> row,
            String member,
            Predicate<Map<?, ?>> gone) {
        List<Object> kept = new ArrayList<>();
        int before = 0;
        if (row.get(member) instanceof List<?> all) {
            before = all.size();
            all.stream()
                    .filter(each -> !(each instanceof Map<?, ?> map && gone.test(map)))
                    .forEach(kept::add);
        }
        table.set(id, member, kept);
        return kept.size() < before;
    }

    private void audit(String activity, String resource, String client) {
        Instant now = tenant.now();
        actions.audit(
                activity,
                now,
                null,
                EntraTenantActions.target(
                        resource,
                        "ServicePrincipal",
                        EntraTenantActions.changed("ServicePrincipal.ObjectID", client, null)));
    }
}

package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.ScopedRoute;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.openai.OpenAiTenant.ApiKey;
import io.grantkeeper.simulator.openai.OpenAiTenant.AuditRow;
import io.grantkeeper.simulator.openai.OpenAiTenant.Certificate;
import io.grantkeeper.simulator.openai.OpenAiTenant.Invite;
import io.grantkeeper.simulator.openai.OpenAiTenant.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** The routes at the organization level. */
final class OpenAiOrganizationRoutes {
    private OpenAiOrganizationRoutes() {}

    static List<ScopedRoute<OpenAiCall>> all() {
        return List.of(
                OpenAiRoute.reading("/admin_api_keys", OpenAiOrganizationRoutes::adminKeys),
                one("/admin_api_keys/{id}", "admin API key", OpenAiOrganizationRoutes::adminKey),
                OpenAiRoute.changing("DELETE", "/admin_api_keys/{key}", OpenAiOrganizationRoutes::deleteAdminKey),
                OpenAiRoute.reading(
                        "/users", call -> call.page(call.tenant().users().all(), User::id, OpenAiResponseJson::user)),
                one(
                        "/users/{id}",
                        "user",
                        (tenant, id) -> tenant.users().find(id).map(OpenAiResponseJson::user)),
                OpenAiRoute.reading(
                        "/invites",
                        call -> call.page(call.tenant().invites().all(), Invite::id, OpenAiResponseJson::invite)),
                one(
                        "/invites/{id}",
                        "invite",
                        (tenant, id) -> tenant.invites().find(id).map(OpenAiResponseJson::invite)),
                one(
                        "/certificates/{id}",
                        "certificate",
                        (tenant, id) -> tenant.certificates().find(id).map(OpenAiResponseJson::certificate)),
                OpenAiRoute.reading(
                        "/certificates",
                        call -> call.page(
                                call.tenant().certificates().all(), Certificate::id, OpenAiResponseJson::certificate)),
                OpenAiRoute.changing("POST", "/certificates/deactivate", OpenAiOrganizationRoutes::deactivate),
                new ScopedRoute<>(
                        "GET",
                        "/v1/organization/audit_logs",
                        OpenAiRoute.AUDIT_LOG,
                        OpenAiOrganizationRoutes::auditLog),
                new ScopedRoute<>(
                        "GET", "/v1/organization/usage/{kind}", OpenAiRoute.USAGE, OpenAiUsageReport::answer));
    }

    /** Returns the route that reads one object by its id. */
    private static ScopedRoute<OpenAiCall> one(
            String template, String what, BiFunction<OpenAiTenant, String, Optional<? extends Map<String, ?>>> find) {
        return OpenAiRoute.reading(template, call -> found(what, find.apply(call.tenant(), call.variable("id"))));
    }

    static SimulatorResponse found(String what, Optional<? extends Map<String, ?>> object) {
        return object.isPresent() ? SimulatorResponse.json(200, object.get()) : OpenAiError.notFound(what);
    }

    private static Optional<? extends Map<String, ?>> adminKey(OpenAiTenant tenant, String id) {
        return tenant.keys()
                .find(id)
                .filter(key -> key.project().isEmpty())
                .map(key -> OpenAiResponseJson.adminKey(tenant, key));
    }

    private static SimulatorResponse adminKeys(OpenAiCall call) {
        List<ApiKey> keys = call.tenant().keys().all().stream()
                .filter(key -> key.project().isEmpty())
                .toList();
        return call.page(keys, ApiKey::id, key -> OpenAiResponseJson.adminKey(call.tenant(), key));
    }

    private static SimulatorResponse deleteAdminKey(OpenAiCall call) {
        Optional<ApiKey> key = call.tenant()
                .keys()
                .find(call.variable("key"))
                .filter(found -> found.project().isEmpty());
        if (key.isEmpty()) {
            return OpenAiError.notFound("admin API key");
        }
        call.tenant().keys().remove(key.get().id());
        return deleted("organization.admin_api_key.deleted", key.get().id());
    }

    private static SimulatorResponse deactivate(OpenAiCall call) {
        List<Certificate> changed = new ArrayList<>();
        for (JsonNode id : SimulatorJson.read(call.request().body()).path("certificate_ids")) {
            Optional<Certificate> found =
                    call.tenant().certificates().update(id.asString(), certificate -> certificate.with(false));
            if (found.isEmpty()) {
                return OpenAiError.notFound("certificate");
            }
            changed.add(found.get());
        }
        return SimulatorResponse.json(
                200,
                object(
                        "object",
                        "organization.certificate.deactivation",
                        "data",
                        changed.stream().map(OpenAiResponseJson::certificate).toList()));
    }

    /**
     * Returns audit rows, newest first. The newest rows are missing, because the log shows a row only after a delay.
     */
    private static SimulatorResponse auditLog(OpenAiCall call) {
        long from = call.number("effective_at[gte]").orElse(0L);
        long until = call.number("effective_at[lt]").orElse(Long.MAX_VALUE);
        Set<String> types = call.request().values("event_types");
        List<AuditRow> rows = call.tenant().auditLogAt(call.now()).stream()
                .filter(row ->
                        OpenAiResponseJson.seconds(row.at()) >= from && OpenAiResponseJson.seconds(row.at()) < until)
                .filter(row -> types.isEmpty() || types.contains(row.type()))
                .toList();
        return call.page(rows, AuditRow::id, row -> OpenAiResponseJson.auditRow(call.tenant(), row));
    }

    static SimulatorResponse deleted(String kind, String id) {
        return SimulatorResponse.json(200, object("object", kind, "id", id, "deleted", true));
    }
}

package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.openai.OpenAiTenant.ApiKey;
import io.grantkeeper.simulator.openai.OpenAiTenant.AuditRow;
import io.grantkeeper.simulator.openai.OpenAiTenant.Certificate;
import io.grantkeeper.simulator.openai.OpenAiTenant.Invite;
import io.grantkeeper.simulator.openai.OpenAiTenant.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What lies below the organisation itself. */
final class OrganizationRoutes {
    private OrganizationRoutes() {}

    static List<OpenAiRoute> all() {
        return List.of(
                OpenAiRoute.reads("/admin_api_keys", OrganizationRoutes::adminKeys),
                OpenAiRoute.changes("DELETE", "/admin_api_keys/{key}", OrganizationRoutes::deleteAdminKey),
                OpenAiRoute.reads(
                        "/users", call -> call.page(call.tenant().users().all(), User::id, Shapes::user)),
                OpenAiRoute.reads(
                        "/invites", call -> call.page(call.tenant().invites().all(), Invite::id, Shapes::invite)),
                OpenAiRoute.reads(
                        "/certificates",
                        call -> call.page(call.tenant().certificates().all(), Certificate::id, Shapes::certificate)),
                OpenAiRoute.changes("POST", "/certificates/deactivate", OrganizationRoutes::deactivate),
                new OpenAiRoute(
                        "GET", "/v1/organization/audit_logs", OpenAiRoute.AUDIT_LOG, OrganizationRoutes::auditLog),
                new OpenAiRoute("GET", "/v1/organization/usage/{kind}", OpenAiRoute.USAGE, UsageReport::answer));
    }

    private static Response adminKeys(OpenAiCall call) {
        List<ApiKey> keys = call.tenant().keys().all().stream()
                .filter(key -> key.project().isEmpty())
                .toList();
        return call.page(keys, ApiKey::id, key -> Shapes.adminKey(call.tenant(), key));
    }

    private static Response deleteAdminKey(OpenAiCall call) {
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

    private static Response deactivate(OpenAiCall call) {
        List<Certificate> changed = new ArrayList<>();
        for (JsonNode id : Json.read(call.request().body()).path("certificate_ids")) {
            Optional<Certificate> found =
                    call.tenant().certificates().update(id.asString(), certificate -> certificate.with(false));
            if (found.isEmpty()) {
                return OpenAiError.notFound("certificate");
            }
            changed.add(found.get());
        }
        return Response.json(
                200,
                object(
                        "object",
                        "organization.certificate.deactivation",
                        "data",
                        changed.stream().map(Shapes::certificate).toList()));
    }

    /** Newest first; rows that are too new are not shown yet. */
    private static Response auditLog(OpenAiCall call) {
        long from = call.number("effective_at[gte]").orElse(0L);
        long until = call.number("effective_at[lt]").orElse(Long.MAX_VALUE);
        Set<String> types = UsageReport.each(call.request(), "event_types");
        List<AuditRow> rows = call.tenant().auditLogAt(call.now()).stream()
                .filter(row -> Shapes.seconds(row.at()) >= from && Shapes.seconds(row.at()) < until)
                .filter(row -> types.isEmpty() || types.contains(row.type()))
                .toList();
        return call.page(rows, AuditRow::id, row -> Shapes.auditRow(call.tenant(), row));
    }

    static Response deleted(String kind, String id) {
        return Response.json(200, object("object", kind, "id", id, "deleted", true));
    }
}

package io.grantkeeper.simulator.openai;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.openai.OpenAiTenant.ApiKey;
import io.grantkeeper.simulator.openai.OpenAiTenant.AuditRow;
import io.grantkeeper.simulator.openai.OpenAiTenant.Certificate;
import io.grantkeeper.simulator.openai.OpenAiTenant.Invite;
import io.grantkeeper.simulator.openai.OpenAiTenant.Project;
import io.grantkeeper.simulator.openai.OpenAiTenant.ServiceAccount;
import io.grantkeeper.simulator.openai.OpenAiTenant.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON representations of an organization's objects, as OpenAI's API returns them. Times are in seconds since 1970.
 */
final class OpenAiResponseJson {
    private OpenAiResponseJson() {}

    static Map<String, ?> project(Project project) {
        return object(
                "object", "organization.project",
                "id", project.id(),
                "name", project.name(),
                "created_at", seconds(project.created()),
                "archived_at", seconds(project.archived()),
                "status", project.archived().isPresent() ? "archived" : "active");
    }

    static Map<String, ?> user(User user) {
        return object(
                "object", "organization.user",
                "id", user.id(),
                "name", user.name(),
                "email", user.account() ? null : user.email(),
                "role", user.role(),
                "added_at", seconds(user.added()),
                "is_service_account", user.account());
    }

    static Map<String, ?> serviceAccount(ServiceAccount account) {
        return object(
                "object", "organization.project.service_account",
                "id", account.id(),
                "name", account.name(),
                "role", account.role(),
                "created_at", seconds(account.created()));
    }

    static Map<String, ?> projectKey(OpenAiTenant tenant, ApiKey key) {
        return object(
                "object", "organization.project.api_key",
                "id", key.id(),
                "name", key.name(),
                "redacted_value", "sk-proj-..." + key.ending(),
                "created_at", seconds(key.created()),
                "last_used_at", seconds(key.lastUsed()),
                "expires_at", seconds(key.expires()),
                "owner_project_access", key.ownerHasAccess() ? "active" : "inactive",
                "owner", owner(tenant, key));
    }

    private static Map<String, ?> owner(OpenAiTenant tenant, ApiKey key) {
        Optional<ServiceAccount> account = tenant.serviceAccounts().find(key.owner());
        if (account.isPresent()) {
            return object(
                    "type",
                    "service_account",
                    "service_account",
                    object(
                            "id", account.get().id(),
                            "name", account.get().name(),
                            "role", account.get().role(),
                            "created_at", seconds(account.get().created())));
        }
        User user = tenant.users().find(key.owner()).orElseThrow();
        return object(
                "type",
                "user",
                "user",
                object(
                        "id", user.id(),
                        "name", user.name(),
                        "email", user.email(),
                        "role", "member",
                        "created_at", seconds(user.added())));
    }

    static Map<String, ?> adminKey(OpenAiTenant tenant, ApiKey key) {
        User owner = tenant.users().find(key.owner()).orElseThrow();
        return object(
                "object", "organization.admin_api_key",
                "id", key.id(),
                "name", key.name(),
                "redacted_value", "sk-admin..." + key.ending(),
                "created_at", seconds(key.created()),
                "expires_at", seconds(key.expires()),
                "last_used_at", seconds(key.lastUsed()),
                "owner",
                        object(
                                "type",
                                owner.account() ? "service_account" : "user",
                                "object",
                                owner.account() ? "organization.service_account" : "organization.user",
                                "id",
                                owner.id(),
                                "name",
                                owner.name(),
                                "created_at",
                                seconds(owner.added()),
                                "role",
                                "owner"));
    }

    static Map<String, ?> invite(Invite invite) {
        return object(
                "object", "organization.invite",
                "id", invite.id(),
                "email", invite.email(),
                "role", invite.role(),
                "status", invite.status(),
                "created_at", seconds(invite.sent()),
                "expires_at", seconds(invite.expires()),
                "accepted_at", null,
                "projects", List.of());
    }

    static Map<String, ?> certificate(Certificate certificate) {
        return object(
                "object", "organization.certificate",
                "id", certificate.id(),
                "name", certificate.name(),
                "active", certificate.active(),
                "created_at", seconds(certificate.created()),
                "certificate_details",
                        object(
                                "valid_at", seconds(certificate.validFrom()),
                                "expires_at", seconds(certificate.expires())));
    }

    static Map<String, ?> auditRow(OpenAiTenant tenant, AuditRow row) {
        User actor = tenant.users().find(row.actor()).orElseThrow();
        Map<String, @Nullable Object> shape = object(
                "id",
                row.id(),
                "type",
                row.type(),
                "effective_at",
                seconds(row.at()),
                "actor",
                object(
                        "type",
                        "session",
                        "session",
                        object("ip_address", "192.0.2.7", "user", object("id", actor.id(), "email", actor.email()))),
                row.type(),
                row.what());
        row.project()
                .flatMap(tenant.projects()::find)
                .ifPresent(project -> shape.put("project", object("id", project.id(), "name", project.name())));
        return shape;
    }

    static long seconds(Instant instant) {
        return instant.getEpochSecond();
    }

    private static @Nullable Long seconds(Optional<Instant> instant) {
        return instant.map(OpenAiResponseJson::seconds).orElse(null);
    }
}

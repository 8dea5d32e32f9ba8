package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.openai.OpenAiTenant.ApiKey;
import io.grantkeeper.simulator.openai.OpenAiTenant.Project;
import io.grantkeeper.simulator.openai.OpenAiTenant.ServiceAccount;
import java.util.List;
import java.util.Optional;

/** Projects and what lies below them. */
final class ProjectRoutes {
    private ProjectRoutes() {}

    static List<OpenAiRoute> all() {
        return List.of(
                OpenAiRoute.reads("/projects", ProjectRoutes::projects),
                OpenAiRoute.reads("/projects/{project}", ProjectRoutes::project),
                OpenAiRoute.reads("/projects/{project}/api_keys", ProjectRoutes::keys),
                OpenAiRoute.changes("DELETE", "/projects/{project}/api_keys/{key}", ProjectRoutes::deleteKey),
                OpenAiRoute.reads("/projects/{project}/service_accounts", ProjectRoutes::accounts),
                OpenAiRoute.changes(
                        "DELETE", "/projects/{project}/service_accounts/{account}", ProjectRoutes::deleteAccount));
    }

    /** Archived ones are left out unless they are asked for. */
    private static Response projects(OpenAiCall call) {
        boolean archivedToo = call.request().parameter("include_archived").equals(Optional.of("true"));
        List<Project> projects = call.tenant().projects().all().stream()
                .filter(project -> archivedToo || project.archived().isEmpty())
                .toList();
        return call.page(projects, Project::id, Shapes::project);
    }

    private static Response project(OpenAiCall call) {
        return call.tenant()
                .projects()
                .find(call.variable("project"))
                .map(project -> Response.json(200, Shapes.project(project)))
                .orElseGet(() -> OpenAiError.notFound("project"));
    }

    /** Keys whose owner has lost the project are left out unless {@code owner_project_access} asks for them. */
    private static Response keys(OpenAiCall call) {
        if (inUse(call).isEmpty()) {
            return OpenAiError.notFound("project");
        }
        String access = call.request().parameter("owner_project_access").orElse("active");
        List<ApiKey> keys = call.tenant().keys().all().stream()
                .filter(key -> key.project().equals(Optional.of(call.variable("project"))))
                .filter(key -> access.equals("any") || key.ownerHasAccess() == access.equals("active"))
                .toList();
        return call.page(keys, ApiKey::id, key -> Shapes.projectKey(call.tenant(), key));
    }

    private static Response deleteKey(OpenAiCall call) {
        Optional<ApiKey> key = call.tenant()
                .keys()
                .find(call.variable("key"))
                .filter(found -> found.project().equals(Optional.of(call.variable("project"))));
        if (key.isEmpty()) {
            return OpenAiError.notFound("API key");
        }
        call.tenant().keys().remove(key.get().id());
        return OrganizationRoutes.deleted(
                "organization.project.api_key.deleted", key.get().id());
    }

    private static Response accounts(OpenAiCall call) {
        if (inUse(call).isEmpty()) {
            return OpenAiError.notFound("project");
        }
        List<ServiceAccount> accounts = call.tenant().serviceAccounts().all().stream()
                .filter(account -> account.project().equals(call.variable("project")))
                .toList();
        return call.page(accounts, ServiceAccount::id, Shapes::serviceAccount);
    }

    /** With the account go its keys. */
    private static Response deleteAccount(OpenAiCall call) {
        OpenAiTenant tenant = call.tenant();
        Optional<ServiceAccount> account = tenant.serviceAccounts()
                .find(call.variable("account"))
                .filter(found -> found.project().equals(call.variable("project")));
        if (account.isEmpty()) {
            return OpenAiError.notFound("service account");
        }
        String id = account.get().id();
        tenant.serviceAccounts().remove(id);
        tenant.keys().all().stream()
                .filter(key -> key.owner().equals(id) && key.project().isPresent())
                .forEach(key -> tenant.keys().remove(key.id()));
        return OrganizationRoutes.deleted("organization.project.service_account.deleted", id);
    }

    private static Optional<Project> inUse(OpenAiCall call) {
        return call.tenant()
                .projects()
                .find(call.variable("project"))
                .filter(project -> project.archived().isEmpty());
    }
}

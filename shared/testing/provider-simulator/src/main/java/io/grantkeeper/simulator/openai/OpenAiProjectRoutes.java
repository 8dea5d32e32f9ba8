package io.grantkeeper.simulator.openai;

import io.grantkeeper.simulator.http.ScopedRoute;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.openai.OpenAiTenant.ApiKey;
import io.grantkeeper.simulator.openai.OpenAiTenant.Project;
import io.grantkeeper.simulator.openai.OpenAiTenant.ServiceAccount;
import java.util.List;
import java.util.Optional;

/** The routes for projects and their contents. */
final class OpenAiProjectRoutes {
    private OpenAiProjectRoutes() {}

    static List<ScopedRoute<OpenAiCall>> all() {
        return List.of(
                OpenAiRoute.reading("/projects", OpenAiProjectRoutes::projects),
                OpenAiRoute.reading("/projects/{project}", OpenAiProjectRoutes::project),
                OpenAiRoute.reading("/projects/{project}/api_keys", OpenAiProjectRoutes::keys),
                OpenAiRoute.reading("/projects/{project}/api_keys/{key}", OpenAiProjectRoutes::key),
                OpenAiRoute.changing("DELETE", "/projects/{project}/api_keys/{key}", OpenAiProjectRoutes::deleteKey),
                OpenAiRoute.reading("/projects/{project}/service_accounts", OpenAiProjectRoutes::accounts),
                OpenAiRoute.reading("/projects/{project}/service_accounts/{account}", OpenAiProjectRoutes::account),
                OpenAiRoute.changing(
                        "DELETE",
                        "/projects/{project}/service_accounts/{account}",
                        OpenAiProjectRoutes::deleteAccount));
    }

    /** Returns projects. Archived projects are omitted unless the call requests them. */
    private static SimulatorResponse projects(OpenAiCall call) {
        boolean archivedToo = call.request().parameter("include_archived").equals(Optional.of("true"));
        List<Project> projects = call.tenant().projects().all().stream()
                .filter(project -> archivedToo || project.archived().isEmpty())
                .toList();
        return call.page(projects, Project::id, OpenAiResponseJson::project);
    }

    private static SimulatorResponse project(OpenAiCall call) {
        return call.tenant()
                .projects()
                .find(call.variable("project"))
                .map(project -> SimulatorResponse.json(200, OpenAiResponseJson.project(project)))
                .orElseGet(() -> OpenAiError.notFound("project"));
    }

    /**
     * Returns keys. A key whose owner lost access to the project is omitted unless the parameter {@code
     * owner_project_access} requests it.
     */
    private static SimulatorResponse keys(OpenAiCall call) {
        if (activeProject(call).isEmpty()) {
            return OpenAiError.notFound("project");
        }
        String access = call.request().parameter("owner_project_access").orElse("active");
        List<ApiKey> keys = call.tenant().keys().all().stream()
                .filter(key -> key.project().equals(Optional.of(call.variable("project"))))
                .filter(key -> access.equals("any") || key.ownerHasAccess() == access.equals("active"))
                .toList();
        return call.page(keys, ApiKey::id, key -> OpenAiResponseJson.projectKey(call.tenant(), key));
    }

    private static SimulatorResponse key(OpenAiCall call) {
        return OpenAiOrganizationRoutes.found(
                "API key",
                activeProject(call)
                        .flatMap(project -> call.tenant()
                                .keys()
                                .find(call.variable("key"))
                                .filter(key -> key.project().equals(Optional.of(project.id()))))
                        .map(key -> OpenAiResponseJson.projectKey(call.tenant(), key)));
    }

    private static SimulatorResponse account(OpenAiCall call) {
        return OpenAiOrganizationRoutes.found(
                "service account",
                activeProject(call)
                        .flatMap(project -> call.tenant()
                                .serviceAccounts()
                                .find(call.variable("account"))
                                .filter(account -> account.project().equals(project.id())))
                        .map(OpenAiResponseJson::serviceAccount));
    }

    private static SimulatorResponse deleteKey(OpenAiCall call) {
        Optional<ApiKey> key = call.tenant()
                .keys()
                .find(call.variable("key"))
                .filter(found -> found.project().equals(Optional.of(call.variable("project"))));
        if (key.isEmpty()) {
            return OpenAiError.notFound("API key");
        }
        call.tenant().keys().remove(key.get().id());
        return OpenAiOrganizationRoutes.deleted(
                "organization.project.api_key.deleted", key.get().id());
    }

    private static SimulatorResponse accounts(OpenAiCall call) {
        if (activeProject(call).isEmpty()) {
            return OpenAiError.notFound("project");
        }
        List<ServiceAccount> accounts = call.tenant().serviceAccounts().all().stream()
                .filter(account -> account.project().equals(call.variable("project")))
                .toList();
        return call.page(accounts, ServiceAccount::id, OpenAiResponseJson::serviceAccount);
    }

    /** Deletes a service account and its keys. */
    private static SimulatorResponse deleteAccount(OpenAiCall call) {
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
        return OpenAiOrganizationRoutes.deleted("organization.project.service_account.deleted", id);
    }

    private static Optional<Project> activeProject(OpenAiCall call) {
        return call.tenant()
                .projects()
                .find(call.variable("project"))
                .filter(project -> project.archived().isEmpty());
    }
}

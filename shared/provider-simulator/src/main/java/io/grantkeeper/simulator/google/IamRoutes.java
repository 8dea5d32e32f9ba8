package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.ServiceAccount;
import io.grantkeeper.simulator.http.Response;
import java.util.List;

/** Service accounts of a project and their keys, which can be disabled: once more is no error. */
final class IamRoutes {

    private static final String DISABLE = ":disable";

    private IamRoutes() {}

    static List<GoogleRoute> all() {
        return List.of(
                new GoogleRoute(
                        "GET",
                        "/v1/projects/{project}/serviceAccounts",
                        Scopes.FOR_IAM,
                        GoogleRoute.Quota.IAM,
                        false,
                        IamRoutes::accounts),
                new GoogleRoute(
                        "GET",
                        "/v1/projects/{project}/serviceAccounts/{email}/keys",
                        Scopes.FOR_IAM,
                        GoogleRoute.Quota.IAM,
                        false,
                        IamRoutes::keys),
                new GoogleRoute(
                        "POST",
                        "/v1/projects/{project}/serviceAccounts/{email}/keys/{key}",
                        Scopes.TO_CHANGE_IAM,
                        GoogleRoute.Quota.IAM,
                        false,
                        IamRoutes::disable));
    }

    private static Response accounts(GoogleCall call) {
        List<?> items = call.tenant().serviceAccounts().all().stream()
                .filter(account -> account.projectId().equals(call.variable("project")))
                .map(GoogleShapes::serviceAccount)
                .toList();
        return Response.json(200, items.isEmpty() ? object() : object("accounts", items));
    }

    private static Response keys(GoogleCall call) {
        return call.tenant()
                .serviceAccounts()
                .find(call.variable("email"))
                .map(account -> Response.json(200, object("keys", keysOf(account))))
                .orElseGet(() -> GoogleError.of(404, "notFound", "NOT_FOUND", "Unknown service account"));
    }

    private static Response disable(GoogleCall call) {
        String method = call.variable("key");
        if (!method.endsWith(DISABLE)) {
            return GoogleError.of(404, "notFound", "NOT_FOUND", "Method not found");
        }
        String id = method.substring(0, method.length() - DISABLE.length());
        return call.tenant()
                .serviceAccounts()
                .find(call.variable("email"))
                .filter(account ->
                        account.keys().stream().anyMatch(key -> key.id().equals(id)))
                .map(account -> {
                    call.tenant().serviceAccounts().put(account.withoutUseOf(id));
                    return Response.json(200, object());
                })
                .orElseGet(() -> GoogleError.of(404, "notFound", "NOT_FOUND", "Unknown service account key"));
    }

    private static List<?> keysOf(ServiceAccount account) {
        return account.keys().stream()
                .map(key -> GoogleShapes.key(account, key))
                .toList();
    }
}

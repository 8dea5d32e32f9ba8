package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.ServiceAccount;
import io.grantkeeper.simulator.http.Response;
import java.util.List;

/** Service accounts of a project and their keys. */
final class IamRoutes {

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
                        IamRoutes::keys));
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

    private static List<?> keysOf(ServiceAccount account) {
        return account.keys().stream()
                .map(key -> GoogleShapes.key(account, key))
                .toList();
    }
}

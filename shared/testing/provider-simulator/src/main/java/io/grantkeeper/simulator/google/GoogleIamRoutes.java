package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.GoogleServiceAccount;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;

/**
 * The routes for a project's service accounts and their keys. Disabling a key that is already disabled is not an error.
 */
final class GoogleIamRoutes {

    private static final String DISABLE = ":disable";

    private GoogleIamRoutes() {}

    static List<GoogleRoute> all() {
        return List.of(
                new GoogleRoute(
                        "GET",
                        "/v1/projects/{project}/serviceAccounts",
                        GoogleDoubleScopes.FOR_IAM,
                        GoogleRoute.Quota.IAM,
                        false,
                        GoogleIamRoutes::accounts),
                new GoogleRoute(
                        "GET",
                        "/v1/projects/{project}/serviceAccounts/{email}/keys",
                        GoogleDoubleScopes.FOR_IAM,
                        GoogleRoute.Quota.IAM,
                        false,
                        GoogleIamRoutes::keys),
                new GoogleRoute(
                        "POST",
                        "/v1/projects/{project}/serviceAccounts/{email}/keys/{key}",
                        GoogleDoubleScopes.TO_CHANGE_IAM,
                        GoogleRoute.Quota.IAM,
                        false,
                        GoogleIamRoutes::disable));
    }

    private static SimulatorResponse accounts(GoogleCall call) {
        List<?> items = call.tenant().serviceAccounts().all().stream()
                .filter(account -> account.projectId().equals(call.variable("project")))
                .map(GoogleResponseJson::serviceAccount)
                .toList();
        return SimulatorResponse.json(200, items.isEmpty() ? object() : object("accounts", items));
    }

    private static SimulatorResponse keys(GoogleCall call) {
        return call.tenant()
                .serviceAccounts()
                .find(call.variable("email"))
                .map(account -> SimulatorResponse.json(200, object("keys", keysOf(account))))
                .orElseGet(() -> GoogleError.of(404, "notFound", "NOT_FOUND", "Unknown service account"));
    }

    private static SimulatorResponse disable(GoogleCall call) {
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
                    call.tenant().serviceAccounts().put(account.withDisabledKey(id));
                    return SimulatorResponse.json(200, object());
                })
                .orElseGet(() -> GoogleError.of(404, "notFound", "NOT_FOUND", "Unknown service account key"));
    }

    private static List<?> keysOf(GoogleServiceAccount account) {
        return account.keys().stream()
                .map(key -> GoogleResponseJson.key(account, key))
                .toList();
    }
}

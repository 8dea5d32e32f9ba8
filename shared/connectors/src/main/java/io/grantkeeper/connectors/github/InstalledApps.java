package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.IdentityId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the app that an audit row names. Rows give the app's client id since 2024; older ones give only its name, or
 * the installation's number, which the listing of installations can tell. It is asked for at most once, and usually
 * answered from what it said before.
 */
final class InstalledApps {
    private final GitHubApi api;
    private final Naming naming;
    private Optional<Map<String, IdentityId>> listed = Optional.empty();

    InstalledApps(GitHubApi api, Naming naming) {
        this.api = api;
        this.naming = naming;
    }

    Optional<IdentityId> named(JsonBody row) throws ConnectorException {
        Optional<String> clientId = row.optionalText("application_client_id").filter(id -> !id.isBlank());
        if (clientId.isPresent()) {
            return clientId.map(naming::appByClientId);
        }
        if (row.has("installation_id")) {
            return Optional.ofNullable(listing().get(row.id("installation_id")));
        }
        Optional<String> name = row.optionalText("integration");
        return name.isPresent() ? Optional.ofNullable(listing().get(slug(name.get()))) : Optional.empty();
    }

    private Map<String, IdentityId> listing() throws ConnectorException {
        if (listed.isEmpty()) {
            listed = Optional.of(load());
        }
        return listed.get();
    }

    private Map<String, IdentityId> load() throws ConnectorException {
        Map<String, IdentityId> apps = new HashMap<>();
        Optional<Integer> page = Optional.of(1);
        while (page.isPresent()) {
            ProviderResponse response = api.page(
                    api.inOrganization("/installations"),
                    Map.of("page", page.get().toString()),
                    GitHubCredentials.AS_INSTALLATION);
            for (JsonBody row : JsonBody.of(response).list("installations")) {
                IdentityId app = Installations.app(naming, row).id();
                apps.put(row.id("id"), app);
                Optional<String> slug = row.optionalText("app_slug");
                slug.ifPresent(name -> apps.put(name, app));
            }
            page = PageNumber.after(page.get(), response);
        }
        return apps;
    }

    /** How GitHub makes a slug of an app's name. */
    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}

package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.IdentityId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up the app that an audit row refers to. Since 2024, rows contain the app's client id. Older rows contain only
 * the app's name or the installation's id, which the listing of installations resolves. The listing is read at most
 * once, and usually comes from the cache.
 */
final class GitHubInstalledAppLookup {
    private final GitHubClient api;
    private final GitHubIds ids;
    private Optional<Map<String, IdentityId>> listed = Optional.empty();

    GitHubInstalledAppLookup(GitHubClient api, GitHubIds ids) {
        this.api = api;
        this.ids = ids;
    }

    Optional<IdentityId> find(JsonNodeReader row) throws ConnectorException {
        Optional<String> clientId = row.optionalNonBlankText("application_client_id");
        if (clientId.isPresent()) {
            return clientId.map(ids::appByClientId);
        }
        if (row.has("installation_id")) {
            return Optional.ofNullable(listing().get(row.id("installation_id")));
        }
        Optional<String> name = row.optionalText("integration");
        return name.isPresent() ? Optional.ofNullable(listing().get(toSlug(name.get()))) : Optional.empty();
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
            for (JsonNodeReader row : JsonNodeReader.of(response).list("installations")) {
                IdentityId app = GitHubInstallationsStream.app(ids, row).id();
                apps.put(row.id("id"), app);
                Optional<String> slug = row.optionalText("app_slug");
                slug.ifPresent(name -> apps.put(name, app));
            }
            page = GitHubPageNumber.after(page.get(), response);
        }
        return apps;
    }

    /** Derives a slug from an app's name, as GitHub does. */
    private static String toSlug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}

package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.List;
import java.util.Optional;

/** One page of the directory's user listing. */
record GoogleUserPage(List<JsonNodeReader> users, Optional<String> next) {
    /** Google's maximum page size (users.list, maxResults). */
    private static final String SIZE = "500";

    GoogleUserPage {
        users = List.copyOf(users);
    }

    /**
     * Reads a page.
     *
     * @param projection {@code basic} for ids and status, {@code full} for everything
     * @param deleted whether to list only users deleted in the last 20 days
     * @param token Google's page token; empty for the first page
     */
    static GoogleUserPage read(
            ProviderSession session, GoogleSettings settings, String projection, boolean deleted, String token)
            throws ConnectorException {
        GoogleRequestUri address = GoogleRequestUri.users(settings)
                .with("customer", settings.customer())
                .with("maxResults", SIZE)
                .with("projection", projection);
        if (deleted) {
            address.with("showDeleted", "true");
        }
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        JsonNodeReader answer = GoogleClient.get(session, address.uri(), GoogleRateLimits.DIRECTORY);
        // Google omits empty lists, so a response of another kind would look like a tenant without people.
        GoogleJson.required(answer, "kind");
        return new GoogleUserPage(answer.listOrEmpty("users"), GoogleJson.nextPage(answer, token));
    }
}

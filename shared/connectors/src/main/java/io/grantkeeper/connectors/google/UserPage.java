package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import java.util.List;
import java.util.Optional;

/** One page of the directory's listing of users. */
record UserPage(List<JsonBody> users, Optional<String> next) {
    /** Google's largest page (users.list, maxResults). */
    private static final String SIZE = "500";

    UserPage {
        users = List.copyOf(users);
    }

    /**
     * Reads a page.
     *
     * @param projection {@code basic} for ids and status, {@code full} for everything
     * @param deleted whether to list only the users deleted within the last twenty days
     * @param token Google's page token; empty for the first page
     */
    static UserPage read(
            ProviderSession session, GoogleSettings settings, String projection, boolean deleted, String token)
            throws ConnectorException {
        Address address = Address.users(settings)
                .with("customer", settings.customer())
                .with("maxResults", SIZE)
                .with("projection", projection);
        if (deleted) {
            address.with("showDeleted", "true");
        }
        if (!token.isEmpty()) {
            address.with("pageToken", token);
        }
        JsonBody answer = Calls.get(session, address.uri(), Limits.DIRECTORY);
        // Google leaves empty lists out: an object of anything else would pass for a tenant without people.
        Read.required(answer, "kind");
        return new UserPage(answer.listOrEmpty("users"), Read.nextPage(answer, token));
    }
}

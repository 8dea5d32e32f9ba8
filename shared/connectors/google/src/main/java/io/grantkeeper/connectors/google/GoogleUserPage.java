package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.net.URI;
import java.util.Optional;

/** Reads the directory's users. */
final class GoogleUserPage {
    /** Google's maximum page size (users.list, maxResults). */
    private static final String SIZE = "500";

    private GoogleUserPage() {}

    /**
     * Reads a page.
     *
     * @param projection {@code basic} for ids and status, {@code full} for all members
     * @param deleted whether to list only users deleted in the last 20 days
     * @param token Google's page token; empty for the first page
     */
    static RowPage read(
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
        answer.nonBlank("kind");
        return new RowPage(answer.listOrEmpty("users"), GoogleJson.nextPage(answer, token));
    }

    /** Returns one user, or empty if no account has this id or email address. */
    static Optional<JsonNodeReader> find(
            ProviderSession session, GoogleSettings settings, String user, String projection)
            throws ConnectorException {
        URI address = GoogleRequestUri.users(settings, user)
                .with("projection", projection)
                .uri();
        return NotFoundTolerantCall.find(() -> GoogleClient.get(session, address, GoogleRateLimits.DIRECTORY));
    }
}

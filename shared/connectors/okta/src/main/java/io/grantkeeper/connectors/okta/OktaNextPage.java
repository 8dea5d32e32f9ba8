package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.LinkHeader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Reads the next page from a response. It keeps only Okta's opaque {@code after} value. A cursor contains no URL, so a
 * stored cursor can never lead to another host.
 */
final class OktaNextPage {
    private OktaNextPage() {}

    /**
     * Returns the {@code after} value of the next page, or empty if there is no next page.
     *
     * @throws ConnectorException if the link to the next page lacks the parameter or points to the current page
     */
    static Optional<String> of(ProviderResponse response, PartitionCursor current) throws ConnectorException {
        Optional<URI> header = LinkHeader.next(response);
        Optional<URI> next = header.isPresent() ? header : inBody(response);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        String after = LinkHeader.parameter(next.get(), "after")
                .orElseThrow(() -> ConnectorException.unexpected(
                        response + ": the link to the next page has no 'after' parameter"));
        if (current.token().filter(after::equals).isPresent()) {
            throw ConnectorException.unexpected(response + ": the next page's link points to the same page");
        }
        return Optional.of(after);
    }

    static StreamPage toPage(
            ProviderResponse response, PartitionCursor current, List<? extends AccessObservation> items)
            throws ConnectorException {
        Optional<String> next = of(response, current);
        return StreamPage.of(items, next);
    }

    /**
     * Returns the link to the next page from the body, where newer listings have it: their rows are in {@code
     * data}, and the link is in {@code _links.next.href}.
     */
    private static Optional<URI> inBody(ProviderResponse response) throws ConnectorException {
        JsonNodeReader body = JsonNodeReader.of(response);
        Optional<JsonNodeReader> next =
                body.isObject() ? body.objectOrEmpty("_links").optionalObject("next") : Optional.empty();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(response.uri().resolve(next.get().text("href")));
        } catch (IllegalArgumentException _) {
            throw next.get().member("href").unexpected("a URL");
        }
    }
}

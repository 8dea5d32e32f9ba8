package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.LinkHeader;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.util.Optional;

/**
 * Reads the next page from a Link header, and keeps only the parameter that identifies the page. A cursor
 * contains no URL, so a stored cursor can never lead to another host and stays valid if the base URL changes.
 */
final class GitHubNextPage {
    private GitHubNextPage() {}

    /**
     * Returns the value of the parameter in the link to the next page, or empty if there is no next page.
     *
     * @param parameter {@code page}, {@code after} or {@code cursor}
     * @throws ConnectorException if there is a next page but the link to it does not contain the parameter
     */
    static Optional<String> of(ProviderResponse response, String parameter) throws ConnectorException {
        Optional<URI> next = LinkHeader.next(response);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(LinkHeader.parameter(next.get(), parameter)
                .orElseThrow(() -> ConnectorException.unexpected(
                        "%s: the Link header's next page has no '%s' parameter".formatted(response, parameter))));
    }
}

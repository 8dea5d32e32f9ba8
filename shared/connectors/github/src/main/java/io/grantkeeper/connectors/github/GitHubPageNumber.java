package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.ProviderResponse;
import java.util.Optional;

/** Reads page numbers from cursors and responses. Most of GitHub's listings start at page one. */
final class GitHubPageNumber {
    private GitHubPageNumber() {}

    /** Returns the page that a cursor points to, or the first page if the cursor is empty. */
    static int of(Optional<String> token) throws ConnectorException {
        return token.isPresent() ? parse(token.get(), "a stored cursor") : 1;
    }

    /**
     * Returns the number of the next page.
     *
     * @throws ConnectorException if the next page is not after this one, because such a listing would never end
     */
    static Optional<Integer> after(int page, ProviderResponse response) throws ConnectorException {
        Optional<String> next = GitHubNextPage.of(response, "page");
        if (next.isEmpty()) {
            return Optional.empty();
        }
        int number = parse(next.get(), response.toString());
        if (number <= page) {
            throw ConnectorException.unexpected("%s: page %d is followed by page %d".formatted(response, page, number));
        }
        return Optional.of(number);
    }

    private static int parse(String text, String where) throws ConnectorException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, like a number that cannot be a page.
        }
        throw ConnectorException.unexpected(
                "%s: expected a page number of at least 1, found something else (%d characters)"
                        .formatted(where, text.length()));
    }
}

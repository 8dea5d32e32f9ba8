package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.ProviderResponse;
import java.util.Optional;

/** Pages counted from one, as most of GitHub's listings have them. */
final class PageNumber {
    private PageNumber() {}

    /** The page that a cursor stands for; the first for none. */
    static int of(Optional<String> token) throws ConnectorException {
        return token.isPresent() ? parse(token.get(), "a stored cursor") : 1;
    }

    /**
     * The page that follows.
     *
     * @throws ConnectorException where GitHub sends us back: a listing read in circles would never end
     */
    static Optional<Integer> after(int page, ProviderResponse response) throws ConnectorException {
        Optional<String> next = NextPage.of(response, "page");
        if (next.isEmpty()) {
            return Optional.empty();
        }
        int number = parse(next.get(), response.toString());
        if (number <= page) {
            throw Problems.unexpected("%s: page %d is followed by page %d".formatted(response, page, number));
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
            // Told below, like a number that is none of a page.
        }
        throw Problems.unexpected(
                "%s: expected a page number from 1, found %d characters that are none".formatted(where, text.length()));
    }
}

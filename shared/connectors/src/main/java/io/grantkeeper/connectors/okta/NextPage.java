package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.Links;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says of the next page: only Okta's opaque {@code after}. Cursors hold no address, so a stored one
 * can never lead to another host.
 */
final class NextPage {
    private NextPage() {}

    /**
     * @throws ConnectorException where there is a next page and it cannot be told which, or is the one just read
     */
    static Optional<String> of(ProviderResponse response, Cursor current) throws ConnectorException {
        Optional<URI> header = Links.next(response);
        Optional<URI> next = header.isPresent() ? header : inBody(response);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        String after = after(next.get())
                .orElseThrow(() -> Problems.unexpected(response + ": the next page's link has no parameter 'after'"));
        if (current.token().filter(after::equals).isPresent()) {
            throw Problems.unexpected(response + ": a page is followed by itself");
        }
        return Optional.of(after);
    }

    static Page page(ProviderResponse response, Cursor current, List<? extends Observation> items)
            throws ConnectorException {
        Optional<String> next = of(response, current);
        return next.isPresent() ? Page.more(items, Cursor.at(next.get())) : Page.last(items);
    }

    /** Newer listings, whose rows lie in {@code data}, have the link beside them: {@code _links.next.href}. */
    private static Optional<URI> inBody(ProviderResponse response) throws ConnectorException {
        JsonBody body = JsonBody.of(response);
        Optional<JsonBody> links = body.isObject() ? body.optionalObject("_links") : Optional.empty();
        Optional<JsonBody> next = links.isPresent() ? links.get().optionalObject("next") : Optional.empty();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(response.uri().resolve(next.get().text("href")));
        } catch (IllegalArgumentException _) {
            throw next.get().member("href").unexpected("an address");
        }
    }

    private static Optional<String> after(URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("after=") && pair.length() > "after=".length()) {
                return decoded(pair.substring("after=".length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

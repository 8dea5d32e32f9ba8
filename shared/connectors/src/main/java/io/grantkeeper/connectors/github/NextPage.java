package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.Links;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a Link header says of the next page: only the parameter that moves on. Cursors hold no address, so a stored one
 * can never lead to another host, and survives a change of base URL.
 */
final class NextPage {
    private NextPage() {}

    /**
     * @param parameter {@code page}, {@code after} or {@code cursor}
     * @throws ConnectorException where there is a next page and it cannot be told which
     */
    static Optional<String> of(ProviderResponse response, String parameter) throws ConnectorException {
        Optional<URI> next = Links.next(response);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value(next.get(), parameter)
                .orElseThrow(() -> Problems.unexpected(
                        "%s: the Link header's next page has no parameter '%s'".formatted(response, parameter))));
    }

    private static Optional<String> value(URI uri, String parameter) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(parameter)) {
                String value = pair.substring(equals + 1);
                return value.isEmpty() ? Optional.empty() : decoded(value);
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

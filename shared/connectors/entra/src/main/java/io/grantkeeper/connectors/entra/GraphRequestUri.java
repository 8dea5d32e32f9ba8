package io.grantkeeper.connectors.entra;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A builder for request URLs. It encodes every part of the URL, so that an id with special characters cannot change
 * which resource is called.
 */
final class GraphRequestUri {
    private static final String STABLE = "v1.0";

    /** The version for APIs that are not generally available yet: sign-in reports and agents' user accounts. */
    private static final String PREVIEW = "beta";

    private final String version;
    private final StringBuilder text = new StringBuilder();
    private char separator = '?';

    private GraphRequestUri(String version) {
        this.version = version;
    }

    static GraphRequestUri of(String... segments) {
        return new GraphRequestUri(STABLE).append(segments);
    }

    static GraphRequestUri preview(String... segments) {
        return new GraphRequestUri(PREVIEW).append(segments);
    }

    /**
     * Returns the URL of an object that is identified by its application id instead of its object id: {@code
     * /servicePrincipals(appId='...')}.
     */
    static GraphRequestUri byAppId(String collection, String appId) {
        GraphRequestUri address = of(collection);
        address.text.append("(appId='").append(encode(appId)).append("')");
        return address;
    }

    GraphRequestUri append(String... segments) {
        for (String segment : segments) {
            text.append('/').append(encode(segment));
        }
        return this;
    }

    GraphRequestUri with(String name, String value) {
        text.append(separator).append(name).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    GraphRequestUri select(String names) {
        return with("$select", names);
    }

    URI uri(EntraSettings settings) {
        return URI.create(settings.graphUrl() + "/" + version + text);
    }

    /** Returns the URL relative to the API version, as used in a batch. */
    String relative() {
        return text.toString();
    }

    private static String encode(String part) {
        String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%24", "$");
        // A segment that consists only of dots would be read as the current or parent directory.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}

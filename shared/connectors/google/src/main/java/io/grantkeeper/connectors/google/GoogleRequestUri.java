package io.grantkeeper.connectors.google;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A builder for request URLs. It encodes every part of the URL, so that an id with special characters cannot change
 * which resource is called.
 */
final class GoogleRequestUri {
    private final StringBuilder text;
    private char separator = '?';

    private GoogleRequestUri(String base) {
        this.text = new StringBuilder(base);
    }

    static GoogleRequestUri of(URI base, String... segments) {
        return new GoogleRequestUri(base.toString()).append(segments);
    }

    /** Returns the URL of the Directory API's users, or of a path below that URL. */
    static GoogleRequestUri users(GoogleSettings settings, String... below) {
        return of(settings.adminUrl(), "admin", "directory", "v1", "users").append(below);
    }

    GoogleRequestUri append(String... segments) {
        for (String segment : segments) {
            text.append('/').append(encode(segment));
        }
        return this;
    }

    /** Appends the name of one of Google's custom methods after a colon, for example {@code :disable}. */
    GoogleRequestUri customMethod(String name) {
        text.append(':').append(name);
        return this;
    }

    GoogleRequestUri with(String name, String value) {
        text.append(separator).append(encode(name)).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    URI uri() {
        return URI.create(text.toString());
    }

    private static String encode(String part) {
        String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment that consists only of dots would be read as the current or parent directory.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}

package io.grantkeeper.connectors.google;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the address of a call; every part is encoded, so an odd id cannot lead elsewhere. */
final class Address {
    private final StringBuilder text;
    private char separator = '?';

    private Address(String base) {
        this.text = new StringBuilder(base);
    }

    static Address of(URI base, String... segments) {
        return new Address(base.toString()).then(segments);
    }

    /** The collection of users of the Directory API, or what lies below it. */
    static Address users(GoogleSettings settings, String... below) {
        return of(settings.adminUrl(), "admin", "directory", "v1", "users").then(below);
    }

    Address then(String... segments) {
        for (String segment : segments) {
            text.append('/').append(encode(segment));
        }
        return this;
    }

    /** Google's custom methods follow a colon: {@code :disable}. */
    Address method(String name) {
        text.append(':').append(name);
        return this;
    }

    Address with(String name, String value) {
        text.append(separator).append(encode(name)).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    URI uri() {
        return URI.create(text.toString());
    }

    private static String encode(String part) {
        String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment of dots alone would be taken for a step up the path.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}

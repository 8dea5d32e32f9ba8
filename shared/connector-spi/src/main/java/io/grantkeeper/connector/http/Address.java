package io.grantkeeper.connector.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the address of a call; every part is encoded, so an odd id cannot lead elsewhere. */
public final class Address {
    private final StringBuilder text;
    private char separator = '?';

    private Address(String base) {
        this.text = new StringBuilder(base);
    }

    /** @param path relative, in segments: {@code organization/projects} and an id are three */
    public static Address of(URI base, String... path) {
        Address address = new Address(base.toString());
        for (String segment : path) {
            address.text.append('/').append(encode(segment));
        }
        return address;
    }

    public Address with(String name, String value) {
        text.append(separator).append(encode(name)).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    /** An array, as many APIs want it: {@code group_by[]=a&group_by[]=b}. */
    public Address withEach(String name, Iterable<String> values) {
        for (String value : values) {
            with(name + "[]", value);
        }
        return this;
    }

    public URI uri() {
        return URI.create(text.toString());
    }

    private static String encode(String part) {
        String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment of dots alone would be taken for a step up the path.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}

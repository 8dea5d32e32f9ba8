package io.grantkeeper.connectors.entra;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the address of a call; every part is encoded, so an odd id cannot lead elsewhere. */
final class Address {
    private static final String STABLE = "v1.0";

    /** What Graph has not made stable: sign-in reports and agents' user accounts. */
    private static final String PREVIEW = "beta";

    private final String version;
    private final StringBuilder text = new StringBuilder();
    private char separator = '?';

    private Address(String version) {
        this.version = version;
    }

    static Address of(String... segments) {
        return new Address(STABLE).then(segments);
    }

    static Address preview(String... segments) {
        return new Address(PREVIEW).then(segments);
    }

    /** An object named by its application id instead of its own: {@code /servicePrincipals(appId='...')}. */
    static Address byAppId(String collection, String appId) {
        Address address = of(collection);
        address.text.append("(appId='").append(encode(appId)).append("')");
        return address;
    }

    Address then(String... segments) {
        for (String segment : segments) {
            text.append('/').append(encode(segment));
        }
        return this;
    }

    Address with(String name, String value) {
        text.append(separator).append(name).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    Address select(String names) {
        return with("$select", names);
    }

    URI uri(EntraSettings settings) {
        return URI.create(settings.graphUrl() + "/" + version + text);
    }

    /** As it stands inside a batch: below the version. */
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
        // A segment of dots alone would be taken for a step up the path.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}

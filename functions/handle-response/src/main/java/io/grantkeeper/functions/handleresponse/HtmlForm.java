package io.grantkeeper.functions.handleresponse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form as a browser posts it ({@code application/x-www-form-urlencoded}). If a field is repeated, its
 * first value is used.
 */
record HtmlForm(Map<String, String> members) {
    private static final int MAX_MEMBERS = 5_000;

    /**
     * Parses the body of a request.
     *
     * @throws IllegalArgumentException if the body has a different format
     */
    static HtmlForm read(byte[] body) {
        Map<String, String> members = new LinkedHashMap<>();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.split("&", MAX_MEMBERS)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                members.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new HtmlForm(members);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Returns the value of a field; empty if it is missing or blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(members.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}

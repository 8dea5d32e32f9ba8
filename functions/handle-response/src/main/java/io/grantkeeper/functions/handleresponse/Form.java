package io.grantkeeper.functions.handleresponse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a form as a browser posts it ({@code application/x-www-form-urlencoded}); of repeated ones the first. */
record Form(Map<String, String> members) {
    private static final int MOST_MEMBERS = 5_000;

    /** @throws IllegalArgumentException where it is not of that form */
    static Form read(byte[] body) {
        Map<String, String> members = new LinkedHashMap<>();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.split("&", MOST_MEMBERS)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                members.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Form(members);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What was given for a member; empty where nothing was, or only blanks. */
    Optional<String> get(String name) {
        return Optional.ofNullable(members.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}

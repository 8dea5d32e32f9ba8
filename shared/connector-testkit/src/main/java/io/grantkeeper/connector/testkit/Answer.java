package io.grantkeeper.connector.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The double's answer.
 *
 * @param headers by lower-case name
 */
record Answer(int status, SortedMap<String, List<String>> headers, String body) {
    /** The answer with one text replaced by another wherever it stands: links point to where the caller called. */
    Answer replace(String from, String to) {
        SortedMap<String, List<String>> changed = new TreeMap<>();
        headers.forEach((name, values) -> {
            List<String> replaced = new ArrayList<>();
            values.forEach(value -> replaced.add(value.replace(from, to)));
            changed.put(name, replaced);
        });
        return new Answer(status, changed, body.replace(from, to));
    }

    Answer withBody(String newBody) {
        return new Answer(status, headers, newBody);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}

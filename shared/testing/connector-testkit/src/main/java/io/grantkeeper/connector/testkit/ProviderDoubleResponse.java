package io.grantkeeper.connector.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An HTTP response from a provider double.
 *
 * @param headers keyed by lowercase name
 */
record ProviderDoubleResponse(int status, SortedMap<String, List<String>> headers, String body) {
    /**
     * Returns this response with every occurrence of a string replaced, for example to make links point to the address
     * that the connector called.
     */
    ProviderDoubleResponse replace(String from, String to) {
        SortedMap<String, List<String>> changed = new TreeMap<>();
        headers.forEach((name, values) -> {
            List<String> replaced = new ArrayList<>();
            values.forEach(value -> replaced.add(value.replace(from, to)));
            changed.put(name, replaced);
        });
        return new ProviderDoubleResponse(status, changed, body.replace(from, to));
    }

    ProviderDoubleResponse withBody(String newBody) {
        return new ProviderDoubleResponse(status, headers, newBody);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}

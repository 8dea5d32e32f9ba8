package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.GoogleActivity;
import java.util.HashMap;
import java.util.Map;

/**
 * The value of the {@code filters} parameter: {@code name==value} pairs, separated by commas. A row must match
 * every pair.
 */
record GoogleEventFilters(Map<String, String> equal) {

    static GoogleEventFilters parse(String text) {
        Map<String, String> equal = new HashMap<>();
        for (String term : text.split(",", -1)) {
            int at = term.indexOf("==");
            if (at > 0) {
                equal.put(term.substring(0, at), term.substring(at + 2));
            }
        }
        return new GoogleEventFilters(equal);
    }

    boolean matches(GoogleActivity activity) {
        return equal.isEmpty()
                || equal.entrySet().stream()
                        .allMatch(wanted -> GoogleActivityJson.parameters(activity.detail()).stream()
                                .anyMatch(parameter -> parameter.name().equals(wanted.getKey())
                                        && parameter.values().contains(wanted.getValue())));
    }
}

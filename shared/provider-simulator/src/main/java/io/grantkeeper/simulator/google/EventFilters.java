package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.GoogleActivity;
import java.util.HashMap;
import java.util.Map;

/** The {@code filters} parameter: {@code name==value} pairs joined by commas; all must fit. */
record EventFilters(Map<String, String> equal) {

    static EventFilters parse(String text) {
        Map<String, String> equal = new HashMap<>();
        for (String term : text.split(",", -1)) {
            int at = term.indexOf("==");
            if (at > 0) {
                equal.put(term.substring(0, at), term.substring(at + 2));
            }
        }
        return new EventFilters(equal);
    }

    boolean matches(GoogleActivity activity) {
        return equal.isEmpty()
                || equal.entrySet().stream()
                        .allMatch(wanted -> ActivityShape.parameters(activity.detail()).stream()
                                .anyMatch(parameter -> parameter.name().equals(wanted.getKey())
                                        && parameter.values().contains(wanted.getValue())));
    }
}

package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Members;
import io.grantkeeper.functions.connections.ConfigValue.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes, so that all of them are reported together. */
final class ConfigErrors {
    static final Place WHOLE = new Place(0, 0);

    private final List<ConfigError> found = new ArrayList<>();

    void report(Place place, String field, String problem) {
        found.add(new ConfigError(place.line(), place.column(), field, problem));
    }

    /** Reports each member of an object that is not in the list of known names, and suggests a known name. */
    void reportUnknown(Members object, String path, Collection<String> known) {
        object.members().forEach((name, member) -> {
            if (!known.contains(name)) {
                report(
                        member.place(),
                        path,
                        "%s is unknown; %s".formatted(DisplayedName.name(name), DisplayedName.suggestion(name, known)));
            }
        });
    }

    void reportDocument(String problem) {
        report(WHOLE, "configuration", problem);
    }

    int count() {
        return found.size();
    }

    /** Returns the mistakes in the order of the document. */
    List<ConfigError> inOrder() {
        if (found.isEmpty()) {
            return List.of(); // runs at every cold start, so without mistakes not even the comparator is created
        }
        return found.stream()
                .sorted(Comparator.comparingInt(ConfigError::line).thenComparingInt(ConfigError::column))
                .toList();
    }
}

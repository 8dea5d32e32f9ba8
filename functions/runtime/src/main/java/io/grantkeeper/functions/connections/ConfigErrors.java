package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Members;
import io.grantkeeper.functions.connections.ConfigValue.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects errors in the configuration, so that all of them are reported together. */
final class ConfigErrors {
    static final Place WHOLE = new Place(0, 0);

    private final List<ConfigError> found = new ArrayList<>();

    void report(Place place, String field, String problem) {
        found.add(new ConfigError(place.line(), place.column(), field, problem));
    }

    /**
     * Reports each unknown member of an object, and suggests a valid name or lists the valid names.
     *
     * @param path the position of the object in the configuration, for example {@code connections[0]}
     * @param known the valid names
     */
    void reportUnknown(Members object, String path, Collection<String> known) {
        object.members().forEach((name, member) -> {
            if (!known.contains(name)) {
                report(
                        member.place(),
                        path,
                        "%s is unknown; %s"
                                .formatted(SecretSafeName.name(name), SecretSafeName.suggestion(name, known)));
            }
        });
    }

    void reportDocument(String problem) {
        report(WHOLE, "configuration", problem);
    }

    int count() {
        return found.size();
    }

    /** Returns the errors in document order. */
    List<ConfigError> inOrder() {
        if (found.isEmpty()) {
            return List.of(); // runs at every cold start, so if there are no errors, not even the comparator is created
        }
        return found.stream()
                .sorted(Comparator.comparingInt(ConfigError::line).thenComparingInt(ConfigError::column))
                .toList();
    }
}

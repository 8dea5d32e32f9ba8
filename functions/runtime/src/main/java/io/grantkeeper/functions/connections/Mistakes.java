package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
final class Mistakes {
    static final Place WHOLE = new Place(0, 0);

    private final List<ConfigMistake> found = new ArrayList<>();

    void at(Place place, String field, String problem) {
        found.add(new ConfigMistake(place.line(), place.column(), field, problem));
    }

    void document(String problem) {
        at(WHOLE, "configuration", problem);
    }

    int count() {
        return found.size();
    }

    /** In the order of the document. */
    List<ConfigMistake> inOrder() {
        if (found.isEmpty()) {
            return List.of(); // what is read at every start: not even the comparator is made for it
        }
        return found.stream()
                .sorted(Comparator.comparingInt(ConfigMistake::line).thenComparingInt(ConfigMistake::column))
                .toList();
    }
}

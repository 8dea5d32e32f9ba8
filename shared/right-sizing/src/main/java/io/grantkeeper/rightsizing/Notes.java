package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a person should check before following a recommendation. */
final class Notes {
    private static final List<String> LIMITED =
            List.of(".ownedby", ".managedby", ".selected", ".appfolder", "/auth/drive.file", "/auth/drive.appdata");

    private Notes() {}

    static List<String> of(KindReader.Kind kind, LeastSet least, long refused) {
        List<String> notes = new ArrayList<>();
        kind.note().ifPresent(notes::add);
        for (String name : least.names()) {
            if (Stream.of(name.toLowerCase(Locale.ROOT))
                    .anyMatch(n -> LIMITED.stream().anyMatch(n::contains))) {
                notes.add(name + " reaches only what the app made or was given; check that its calls stayed there");
            }
        }
        if (refused > 0) {
            notes.add(refused
                    + (refused == 1 ? " call is" : " calls are")
                    + " not admitted by what is granted: the list of grants is incomplete, or the provider refused");
        }
        if (!least.exact()) {
            notes.add("the search was cut short: the sum of privilege levels is " + least.levels()
                    + ", and no set has less than " + least.lowerBound());
        }
        return notes;
    }
}

package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person should check before following a recommendation. */
final class Notes {
    private static final List<String> LIMITED =
            List.of(".ownedby", ".managedby", ".selected", ".appfolder", "/auth/drive.file", "/auth/drive.appdata");

    private static final List<String> BASICS = List.of(".readbasic", "gmail.metadata", "drive.metadata");

    private Notes() {}

    static List<String> of(KindReader.Kind kind, LeastSet least, long refused) {
        List<String> notes = new ArrayList<>();
        kind.note().ifPresent(notes::add);
        for (String name : least.names()) {
            String plain = name.toLowerCase(Locale.ROOT);
            if (LIMITED.stream().anyMatch(plain::contains)) {
                notes.add(name + " reaches only what the app made or was given; check that its calls stayed there");
            }
            if (BASICS.stream().anyMatch(plain::contains)) {
                notes.add(name + " shows only the basics, no content; check that the calls asked for no more");
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

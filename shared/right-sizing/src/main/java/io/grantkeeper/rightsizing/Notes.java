package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;

/** What a person should check before following a recommendation. */
final class Notes {
    private Notes() {}

    static List<String> of(KindReader.Kind kind, LeastSet least, long refused, List<String> doubts) {
        List<String> notes = new ArrayList<>();
        kind.note().ifPresent(notes::add);
        for (String name : least.names()) {
            if (PartialPermissions.isLimited(name)) {
                notes.add(name + " reaches only what the app made or was given; check that its calls stayed there");
            }
            if (PartialPermissions.showsBasicsOnly(name)) {
                notes.add(name + " shows only the basics, no content; check that the calls asked for no more");
            }
        }
        notes.addAll(doubts);
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

package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;

/** Creates the notes about what a person should check before following a recommendation. */
final class RecommendationNotes {
    private RecommendationNotes() {}

    static List<String> of(PermissionFormReader.Kind kind, LeastPrivilegeSet least, long refused, List<String> doubts) {
        List<String> notes = new ArrayList<>();
        kind.note().ifPresent(notes::add);
        for (String name : least.names()) {
            if (PartialResultPermissions.isLimited(name)) {
                notes.add(
                        name
                                + " reaches only what the app created or received; check that its calls requested nothing else");
            }
            if (PartialResultPermissions.showsBasicFactsOnly(name)) {
                notes.add(name + " shows only basic facts, no content; check that the calls requested no more");
            }
        }
        notes.addAll(doubts);
        if (refused > 0) {
            notes.add(
                    refused
                            + (refused == 1 ? " call is" : " calls are")
                            + " not admitted by the granted permissions: the list of grants is incomplete, or the provider rejected the calls");
        }
        if (!least.exact()) {
            notes.add("the search stopped early: the sum of privilege levels is " + least.levels()
                    + ", and no set has a sum below " + least.lowerBound());
        }
        return notes;
    }
}

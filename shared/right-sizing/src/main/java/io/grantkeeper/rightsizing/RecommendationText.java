package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.OptionalInt;

/** Describes a recommendation and its coverage in plain language. */
final class RecommendationText {
    private RecommendationText() {}

    static String of(ObservedUsage usage, LeastPrivilegeSet least, long known, long unknown, List<String> notNeeded) {
        return need(least, known) + rest(unknown, notNeeded) + coverage(usage.coverage());
    }

    private static String need(LeastPrivilegeSet least, long known) {
        String calls = known == 1 ? "The observed call needs " : "The " + known + " observed calls need ";
        return calls + (least.names().isEmpty() ? "no permission" : String.join(", ", least.names())) + ".";
    }

    private static String rest(long unknown, List<String> notNeeded) {
        if (unknown > 0) {
            return " " + unknown + (unknown == 1 ? " call is" : " calls are")
                    + " not in the provider's table, so no permission is reported as unneeded.";
        }
        return notNeeded.isEmpty()
                ? " No granted permission is known to be unneeded."
                : " Not needed: " + String.join(", ", notNeeded) + ".";
    }

    private static String coverage(UsageCoverage coverage) {
        OptionalInt days = coverage.days();
        String seen = days.isEmpty()
                ? " The number of observed days is unknown."
                : " The log covers " + days.getAsInt() + (days.getAsInt() == 1 ? " day" : " days") + " of usage.";
        return coverage.notVisible().isEmpty()
                ? seen
                : seen + " Not visible: " + String.join(", ", coverage.notVisible()) + ".";
    }
}

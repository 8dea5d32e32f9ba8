package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.OptionalInt;

/** Puts a recommendation and its coverage in plain words. */
final class Sentences {
    private Sentences() {}

    static String of(Usage usage, LeastSet least, long known, long unknown, List<String> notNeeded) {
        return need(least, known) + rest(unknown, notNeeded) + coverage(usage.coverage());
    }

    private static String need(LeastSet least, long known) {
        String calls = known == 1 ? "The call seen needs " : "The " + known + " calls seen need ";
        return calls + (least.names().isEmpty() ? "no permission" : String.join(", ", least.names())) + ".";
    }

    private static String rest(long unknown, List<String> notNeeded) {
        if (unknown > 0) {
            return " " + unknown + (unknown == 1 ? " call is" : " calls are")
                    + " not in the provider's table, so nothing is called surplus.";
        }
        return notNeeded.isEmpty()
                ? " Nothing granted is surplus."
                : " Not needed: " + String.join(", ", notNeeded) + ".";
    }

    private static String coverage(Coverage coverage) {
        OptionalInt days = coverage.days();
        String seen = days.isEmpty()
                ? " How many days of use were visible is not known."
                : " " + days.getAsInt() + (days.getAsInt() == 1 ? " day" : " days") + " of use were visible.";
        return coverage.notVisible().isEmpty()
                ? seen
                : seen + " Not visible: " + String.join(", ", coverage.notVisible()) + ".";
    }
}

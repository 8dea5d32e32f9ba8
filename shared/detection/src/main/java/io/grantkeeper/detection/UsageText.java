package io.grantkeeper.detection;

import java.util.List;

/** The sentences that explain the result of a usage review to a person. */
final class UsageText {
    static final String NOT_ALL_KNOWN =
            "It is unknown which permissions some of its use needs, so Grantkeeper cannot recommend which"
                    + " access to remove.";
    static final String CALLS_NOT_TOLD =
            "Its provider reports that it was used, but not for what, so Grantkeeper cannot recommend which"
                    + " access to remove.";
    static final String NOTHING_TO_JUDGE =
            "None of its access is both old enough and of a kind whose usage is visible, so Grantkeeper"
                    + " cannot recommend which access to remove.";
    private static final int MAX_WORDS = 4;

    private UsageText() {}

    static String tooShort(int days, long enough) {
        return "Its use has been visible for only %s. Grantkeeper makes a recommendation after %d days."
                .formatted(days(days), enough);
    }

    /**
     * Returns the sentences that explain the result of a review.
     *
     * @param days the number of days of recorded usage
     * @param enough the capabilities that the identity's usage needs, in words; ignored if nothing was unused
     * @param unused the capabilities that were not used, in words
     * @param notJudged the number of the identity's permissions that the provider's published permission table does not
     *     contain, so that their usage is unknown
     */
    static String of(int days, List<String> enough, List<String> unused, int notJudged) {
        String rest = notJudged == 0
                ? ""
                : notJudged == 1
                        ? " For one of its permissions, records do not show whether it is used."
                        : " For %d of its permissions, records do not show whether they are used.".formatted(notJudged);
        if (unused.isEmpty()) {
            return "In %s of recorded usage, it needed all of its access.".formatted(days(days)) + rest;
        }
        String needed = enough.isEmpty() ? "none of its permissions" : "only to " + listed(enough);
        return (unused.size() == 1
                                ? "In %s of recorded usage, it needed %s. There is no recorded use of its permission to %s."
                                : "In %s of recorded usage, it needed %s. There is no recorded use of its permissions to %s.")
                        .formatted(days(days), needed, listed(unused))
                + rest;
    }

    static String listed(List<String> words) {
        String shown = String.join("; ", words.stream().limit(MAX_WORDS).toList());
        int more = words.size() - MAX_WORDS;
        return more > 0 ? shown + "; and %d more".formatted(more) : shown;
    }

    static String days(int days) {
        return days == 1 ? "one day" : days + " days";
    }
}

package io.grantkeeper.detection;

import java.util.List;

/** The sentences that explain the result of a usage review to a person. */
final class UsageText {
    static final String NOT_ALL_KNOWN =
            "The permissions that some of its calls need are not known, so Grantkeeper makes no recommendation on which"
                    + " access to remove.";
    static final String CALLS_NOT_TOLD =
            "Its provider reports that it was used, but not which calls it made, so Grantkeeper makes no recommendation on"
                    + " which access to remove.";
    static final String NOTHING_TO_JUDGE =
            "None of its access is both old enough and of a kind whose usage is visible, so Grantkeeper makes no"
                    + " recommendation on which access to remove.";
    private static final int MAX_WORDS = 4;

    private UsageText() {}

    static String tooShort(int days, long enough) {
        return "Its usage has been visible for %s only. Grantkeeper recommends which access to remove after %d days."
                .formatted(days(days), enough);
    }

    /**
     * Returns the sentences that explain the result of a review.
     *
     * @param days the number of days of recorded usage
     * @param enough the capabilities that the identity's usage needs, in words; ignored if nothing was unused
     * @param unused the capabilities that were not used, in words
     * @param notJudged how many of the identity's permissions appear in no published API call, so that their usage is
     *     unknown
     */
    static String of(int days, List<String> enough, List<String> unused, int notJudged) {
        String rest = notJudged == 0
                ? ""
                : " %s not assessed: no documented API call shows whether %s used."
                        .formatted(
                                notJudged == 1 ? "One of its permissions is" : notJudged + " of its permissions are",
                                notJudged == 1 ? "it is" : "they are");
        if (unused.isEmpty()) {
            return "In %s of recorded usage, it needed all of its access.".formatted(days(days)) + rest;
        }
        return "In %s of recorded usage, it needed %s. There is no recorded use of its permission to %s."
                        .formatted(
                                days(days),
                                enough.isEmpty() ? "none of its permissions" : "only to " + listed(enough),
                                listed(unused))
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

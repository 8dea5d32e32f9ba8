package io.grantkeeper.detection;

import java.util.List;

/** What a look at an identity's use showed, for a person. */
final class UseSentences {
    static final String NOT_ALL_KNOWN =
            "Some of the calls that it made are in no published table of the provider, so there is no recommendation what"
                    + " it could do without.";
    static final String CALLS_NOT_TOLD =
            "Its provider tells that it was used and not what it called, so there is no recommendation what it could do"
                    + " without.";
    static final String NOTHING_TO_JUDGE =
            "None of its access is old enough and of a kind whose use can be seen, so there is no recommendation what it"
                    + " could do without.";
    private static final int MOST_WORDS = 4;

    private UseSentences() {}

    static String tooShort(int days, long enough) {
        return "Its use can be seen for %s only; what it could do without is said after %d."
                .formatted(days(days), enough);
    }

    /**
     * @param enough what its use needs; not read where nothing was unused
     * @param notJudged how many of its permissions no published call shows the use of
     */
    static String of(int days, List<String> enough, List<String> unused, int notJudged) {
        String rest = notJudged == 0
                ? ""
                : " %s not judged: no published call shows whether %s used."
                        .formatted(
                                notJudged == 1 ? "One of its permissions is" : notJudged + " of its permissions are",
                                notJudged == 1 ? "it is" : "they are");
        if (unused.isEmpty()) {
            return "In the %s of use that can be seen it needed what it holds.".formatted(days(days)) + rest;
        }
        return "In the %s of use that can be seen it needed %s. It was not seen to %s."
                        .formatted(
                                days(days),
                                enough.isEmpty() ? "none of its permissions" : "only to " + listed(enough),
                                listed(unused))
                + rest;
    }

    static String listed(List<String> words) {
        String shown = String.join("; ", words.stream().limit(MOST_WORDS).toList());
        int more = words.size() - MOST_WORDS;
        return more > 0 ? shown + "; and %d more".formatted(more) : shown;
    }

    static String days(int days) {
        return days == 1 ? "one day" : days + " days";
    }
}

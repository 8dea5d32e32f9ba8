package io.grantkeeper.identity.finding;

import java.util.List;

/**
 * A comparison of the access that an identity holds with the access that its observed usage needed.
 *
 * @param days the number of days from the first to the last observed use
 * @param enough permissions that suffice for all observed usage; empty if nothing can be concluded
 * @param surplus permissions that the identity holds but was not observed to need; empty if nothing can be concluded
 * @param unused the capabilities that only the surplus permissions give, in plain words, most severe first
 * @param sentence the result in one sentence for a person, or the reason for making no recommendation
 */
public record UsageReview(int days, List<String> enough, List<String> surplus, List<String> unused, String sentence) {
    public UsageReview {
        enough = List.copyOf(enough);
        surplus = List.copyOf(surplus);
        unused = List.copyOf(unused);
    }

    /** The sentence about usage if only the time of the last use is known. */
    static final String ONLY_LAST_USE =
            "The provider states when it was last used, but not for what, so Grantkeeper cannot recommend which access to remove.";

    /** Returns the review of an identity without usage data, which makes no recommendation. */
    public static UsageReview withoutUse() {
        return new UsageReview(
                0,
                List.of(),
                List.of(),
                List.of(),
                "Grantkeeper has no data on its use, so it cannot recommend which access to remove.");
    }
}

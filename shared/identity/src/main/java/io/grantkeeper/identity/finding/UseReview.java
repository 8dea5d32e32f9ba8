package io.grantkeeper.identity.finding;

import java.util.List;

/**
 * What an identity was seen to need of what it holds, as last looked at.
 *
 * @param days how many days of use were visible, from the first to the last use seen
 * @param enough permissions that would do for all that was seen; empty where nothing can be said
 * @param surplus permissions it holds and was not seen to need; empty where nothing can be said
 * @param unused what it can do with the surplus alone, in plain words, gravest first
 * @param sentence all of it for a person, or why nothing is recommended
 */
public record UseReview(int days, List<String> enough, List<String> surplus, List<String> unused, String sentence) {
    public UseReview {
        enough = List.copyOf(enough);
        surplus = List.copyOf(surplus);
        unused = List.copyOf(unused);
    }

    /** What is said where no review was made, or none could be. */
    public static UseReview withoutUse() {
        return new UseReview(
                0,
                List.of(),
                List.of(),
                List.of(),
                "No data on its use, so no recommendation what it could do without.");
    }
}

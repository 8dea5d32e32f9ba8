package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * The least permissions for the observed calls, and the proof.
 *
 * @param kind the permission kind that the tables were read for
 * @param least permissions that together admit every known call, sorted by name
 * @param surplus granted permissions that can go; empty unless every call was known
 * @param unproven granted permissions that no known call needs, while some calls were not known: not safe to remove
 * @param missing recommended permissions that are not granted, so would have to be added first
 * @param notJudged granted permissions whose use no API call shows, such as sign-in scopes
 * @param levels the sum of the privilege levels of {@code least}
 * @param lowerBound no admitting set has a smaller sum; equal to {@code levels} where {@code exact}
 * @param exact whether the search was run to its end, so that {@code least} is the minimum
 * @param proof one entry a call, in the order observed
 * @param sentence the recommendation and its coverage in plain words
 */
public record Recommendation(
        Outcome outcome,
        String kind,
        List<String> least,
        List<String> surplus,
        List<String> unproven,
        List<String> missing,
        List<String> notJudged,
        int levels,
        int lowerBound,
        boolean exact,
        List<CallProof> proof,
        Coverage coverage,
        List<String> notes,
        String sentence) {

    /** How much is claimed. */
    public enum Outcome {
        /** Every observed call was known: the surplus can go, as far as the observed days show. */
        COMPLETE("complete"),
        /** Some calls were not known: the least set is a part of what is needed, and nothing is called surplus. */
        PARTIAL("partial"),
        /** No use was seen, or no call was known: nothing is recommended. */
        NONE("none");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public Recommendation {
        least = List.copyOf(least);
        surplus = List.copyOf(surplus);
        unproven = List.copyOf(unproven);
        missing = List.copyOf(missing);
        notJudged = List.copyOf(notJudged);
        proof = List.copyOf(proof);
        notes = List.copyOf(notes);
    }
}

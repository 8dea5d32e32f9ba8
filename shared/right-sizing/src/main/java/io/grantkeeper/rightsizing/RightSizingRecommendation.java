package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.Locale;

/**
 * The least-privilege permissions for the observed calls, with the proof.
 *
 * @param outcome the extent to which the observed calls support the recommendation
 * @param kind the permission kind for which the calls were looked up in the provider's permission table
 * @param least permissions that together allow every known call, sorted by name
 * @param surplus granted permissions that can be removed; empty unless every call was known
 * @param unproven granted permissions that no known call needs, but that are not safe to remove, because some calls
 *     were unknown
 * @param missing recommended permissions that are not granted and must be added first
 * @param notJudged granted permissions whose usage no API call shows, such as sign-in scopes
 * @param levels the sum of the privilege levels of {@code least}
 * @param lowerBound a lower bound for the sum of levels of any set that allows all calls; equal to {@code levels} if
 *     {@code exact}
 * @param exact whether the search completed, so that {@code least} is the minimum
 * @param proof one entry for each call, in the order in which the calls were given
 * @param sentence the recommendation and its coverage in plain language
 */
public record RightSizingRecommendation(
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
        List<ObservedCallCheck> proof,
        UsageCoverage coverage,
        List<String> notes,
        String sentence) {

    /** The extent to which the observed calls support the recommendation. */
    public enum Outcome {
        /** Every observed call was known. Based on the observed period, the surplus permissions can be removed. */
        COMPLETE,
        /**
         * Some calls were unknown. The least-privilege set may lack permissions that these calls need, so no permission
         * is reported as surplus.
         */
        PARTIAL,
        /** No usage was observed, or no call was known. Nothing is recommended. */
        NONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RightSizingRecommendation {
        least = List.copyOf(least);
        surplus = List.copyOf(surplus);
        unproven = List.copyOf(unproven);
        missing = List.copyOf(missing);
        notJudged = List.copyOf(notJudged);
        proof = List.copyOf(proof);
        notes = List.copyOf(notes);
    }
}

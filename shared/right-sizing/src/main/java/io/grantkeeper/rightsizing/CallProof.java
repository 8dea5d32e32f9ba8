package io.grantkeeper.rightsizing;

import java.util.List;

/** What replaying one observed call against the recommendation showed. */
public sealed interface CallProof {
    ObservedCall call();

    /**
     * The recommendation admits the call.
     *
     * @param template the vendor's path that the call matched
     * @param admittedBy the recommended permission that admits it; several where the call needs them together
     * @param publishedLeast the permissions that the vendor marks as least for this call alone; may be empty
     */
    record Admitted(ObservedCall call, String template, List<String> admittedBy, List<String> publishedLeast)
            implements CallProof {
        public Admitted {
            admittedBy = List.copyOf(admittedBy);
            publishedLeast = List.copyOf(publishedLeast);
        }
    }

    /** The vendor lets any valid token make the call. */
    record NeedsNothing(ObservedCall call, String template) implements CallProof {}

    /** A batch call: what it needs is what the calls inside need, and they follow as proofs of their own. */
    record Envelope(ObservedCall call) implements CallProof {}

    /** The vendor's table does not know the call, so nothing is proven about it. */
    record NotKnown(ObservedCall call, String why) implements CallProof {}
}

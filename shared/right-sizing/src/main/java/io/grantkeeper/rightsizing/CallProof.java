package io.grantkeeper.rightsizing;

import java.util.List;

/** The result of checking one observed call against the recommendation. */
public sealed interface CallProof {
    ObservedCall call();

    /**
     * The recommendation admits the call.
     *
     * @param template the vendor's path template that matched the call
     * @param admittedBy the recommended permission that admits the call, or several permissions if the call needs them
     *     together
     * @param publishedLeast the permissions that the vendor marks as least privileged for this call alone; may be empty
     */
    record Admitted(ObservedCall call, String template, List<String> admittedBy, List<String> publishedLeast)
            implements CallProof {
        public Admitted {
            admittedBy = List.copyOf(admittedBy);
            publishedLeast = List.copyOf(publishedLeast);
        }
    }

    /** The vendor accepts any valid token for the call. */
    record NeedsNothing(ObservedCall call, String template) implements CallProof {}

    /**
     * A batch call, which needs the permissions that its inner calls need. The proofs of the inner calls follow this
     * one.
     */
    record BatchEnvelope(ObservedCall call) implements CallProof {}

    /** The call is not in the vendor's table, so nothing is proven about it. */
    record UnknownCall(ObservedCall call, String why) implements CallProof {}
}

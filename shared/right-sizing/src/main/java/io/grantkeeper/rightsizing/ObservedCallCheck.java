package io.grantkeeper.rightsizing;

import java.util.List;

/** The result of checking one observed call against the recommended permissions. */
public sealed interface ObservedCallCheck {
    ObservedCall call();

    /**
     * The recommendation allows the call.
     *
     * @param template the vendor's path template that matched the call
     * @param admittedBy the recommended permission that allows the call, or several permissions if the call needs them
     *     together
     * @param publishedLeast the permissions that the vendor marks as least privileged for this call alone; may be empty
     */
    record Admitted(ObservedCall call, String template, List<String> admittedBy, List<String> publishedLeast)
            implements ObservedCallCheck {
        public Admitted {
            admittedBy = List.copyOf(admittedBy);
            publishedLeast = List.copyOf(publishedLeast);
        }
    }

    /** The vendor's documentation says that any valid token is sufficient for the call. */
    record NeedsNothing(ObservedCall call, String template) implements ObservedCallCheck {}

    /**
     * A batch call. It requires the permissions that its inner calls require. The results for the inner calls follow
     * this one.
     */
    record BatchEnvelope(ObservedCall call) implements ObservedCallCheck {}

    /** The vendor's published permission table does not contain the call, so nothing is proven about it. */
    record UnknownCall(ObservedCall call, String why) implements ObservedCallCheck {}
}

package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.RequestMapping;
import java.util.Locale;

/**
 * What holds for a set as a whole.
 *
 * @param unmatched what becomes of a request on which no policy has a say
 * @param mapping what requests mean
 * @param version of its text
 */
public record SetSettings(Unmatched unmatched, RequestMapping mapping, PolicyVersion version, Place place) {
    /** What holds where no document says anything. */
    public static final SetSettings STANDARD = new SetSettings(
            Unmatched.DENY, RequestMapping.standard(), PolicyVersion.ofText(""), new Place("no document", 1, 1));

    /** What becomes of a request on which no policy has a say. Strangers, and what nobody understands, are denied anyway. */
    public enum Unmatched {
        DENY,
        /** Denied, and can be requested. */
        ASK,
        PERMIT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

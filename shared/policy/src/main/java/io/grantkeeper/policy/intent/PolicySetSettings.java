package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import java.util.Locale;

/**
 * The settings of a set of policies.
 *
 * @param unmatched the decision on requests that no policy covers
 * @param mapping the mapping from requests to capabilities
 * @param version the version of the settings document's text
 */
public record PolicySetSettings(
        Unmatched unmatched, RequestCapabilityMapping mapping, PolicyVersion version, DocumentLocation place) {
    /** The settings of a set without a settings document. */
    public static final PolicySetSettings STANDARD = new PolicySetSettings(
            Unmatched.DENY,
            RequestCapabilityMapping.standard(),
            PolicyVersion.ofText(""),
            new DocumentLocation("no document", 1, 1));

    /**
     * The decision on requests that no policy covers. If the subject is not in the inventory, or the effect of the
     * request is unknown, the request is denied regardless of this setting.
     */
    public enum Unmatched {
        DENY,
        /** The request is denied but is requestable. */
        ASK,
        PERMIT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

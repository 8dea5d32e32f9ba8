package io.grantkeeper.policy.decision;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import java.util.HashSet;
import java.util.Set;

/**
 * The facts that the inventory records about a subject; none of them comes from the caller. A fact can be unknown. If
 * an unknown fact leaves open whether a rule applies, a rule that allows does not apply, but a rule that asks or
 * forbids does.
 */
public sealed interface SubjectFacts {
    /** A subject that is not in the inventory. */
    record Stranger() implements SubjectFacts {}

    /** A subject that is not a non-human identity, for example a person in a test fixture. */
    record NotAnIdentity() implements SubjectFacts {}

    /**
     * A non-human identity in the inventory.
     *
     * @param product the product's ID in the catalog, if the product was recognized
     * @param ownerKnown whether the identity has an owner who still works at the company
     * @param ownerDepartment the owner's department
     * @param approved whether the identity is on the list of approved identities, or an approval of record permits its
     *     access
     * @param tags the tags that the security team has given the identity, and those that Grantkeeper derives
     * @param oldestCredential when the oldest live credential was created
     */
    record Known(
            IdentityId id,
            IdentityKind kind,
            AiVerdict ai,
            String provider,
            KnownOrUnknown<String> product,
            KnownOrUnknown<String> publisher,
            Severity risk,
            boolean ownerKnown,
            KnownOrUnknown<String> ownerDepartment,
            boolean approved,
            Set<String> tags,
            Timestamp oldestCredential)
            implements SubjectFacts {
        public Known {
            tags = Set.copyOf(tags);
        }

        /** Returns these facts with one more tag. */
        public Known withTag(String tag) {
            Set<String> more = new HashSet<>(tags);
            more.add(tag);
            return new Known(
                    id,
                    kind,
                    ai,
                    provider,
                    product,
                    publisher,
                    risk,
                    ownerKnown,
                    ownerDepartment,
                    approved,
                    more,
                    oldestCredential);
        }
    }
}

package io.grantkeeper.policy.decision;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import java.util.Set;

/**
 * What our own records say of who acts. Nothing in it comes from the caller. Unknown is a value: a condition that needs a
 * fact which is unknown is not met where it allows, and is met where it forbids.
 */
public sealed interface SubjectFacts {
    /** Nobody by this name is in the inventory. */
    record Stranger() implements SubjectFacts {}

    /** A person or a thing that is no non-human identity, for example the user of a decision point's own fixture. */
    record NotAnIdentity() implements SubjectFacts {}

    /**
     * A non-human identity of the inventory.
     *
     * @param product the catalogue's id where it was recognised
     * @param ownerKnown whether somebody who still works here answers for it
     * @param ownerDepartment of that person
     * @param approved whether it stands on the record of approved identities
     * @param tags of the security team
     * @param oldestCredential when the oldest live credential was made
     */
    record Known(
            IdentityId id,
            IdentityKind kind,
            AiVerdict ai,
            String provider,
            Knowledge<String> product,
            Knowledge<String> publisher,
            Severity risk,
            boolean ownerKnown,
            Knowledge<String> ownerDepartment,
            boolean approved,
            Set<String> tags,
            Moment oldestCredential)
            implements SubjectFacts {
        public Known {
            tags = Set.copyOf(tags);
        }
    }
}

package io.grantkeeper.enforcement;

import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import java.util.List;
import java.util.Optional;

/** Notifies people about policy violations. */
public interface OwnerWarningPort {
    /**
     * Warns the owner, or the security team if there is no owner. The warning states which access violates the policy,
     * why, and when the access will be revoked.
     *
     * @param violation the violation, with its due date if it has one
     * @param identity the identity's display name
     * @param owner the owner to warn; empty if there is none
     * @param preview the planned actions, one sentence each
     * @return whether the warning was delivered; if not, nothing is revoked and the warning is sent again
     */
    boolean warn(
            TenantId tenant, PolicyViolation violation, String identity, Optional<Person> owner, List<String> preview);

    /**
     * Notifies the security team of access that a person must remove, or that could not be revoked.
     *
     * @param identity the identity's display name
     */
    void reportUnresolved(TenantId tenant, PolicyViolation violation, String identity);
}

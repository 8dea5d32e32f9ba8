package io.grantkeeper.enforcement;

import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.enforcement.Breach;
import java.util.List;
import java.util.Optional;

/** Tells people what stands against a policy. */
public interface OwnerWarning {
    /**
     * Tells whoever answers for it, or the security team where nobody does: what, why, and when it is taken away.
     *
     * @param breach with its date, where there is one
     * @param preview what is going to be done, one sentence each
     * @return whether it was told; where not, nothing is taken away, and it is told again
     */
    boolean warn(TenantId tenant, Breach breach, String identity, Optional<Person> owner, List<String> preview);

    /** Tells the security team what is left to a person, or was not done. */
    void leftOver(TenantId tenant, Breach breach, String identity);
}

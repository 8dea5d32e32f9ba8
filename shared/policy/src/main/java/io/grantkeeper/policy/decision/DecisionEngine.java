package io.grantkeeper.policy.decision;

import io.grantkeeper.policy.PolicyVersion;

/**
 * One set of policies, ready to decide. Immutable and safe to share between threads: a changed policy is a new engine.
 */
public interface DecisionEngine {
    /**
     * Decides.
     *
     * @param subject what is known of who acts, the inventory's facts laid over the caller's claims
     * @param approved whether an approval that is in force covers exactly this request
     * @return never null; what goes wrong inside is a denial that says so, unless every policy concerned fails open
     */
    Decision decide(AccessRequest request, SubjectFacts subject, boolean approved);

    PolicyVersion version();
}

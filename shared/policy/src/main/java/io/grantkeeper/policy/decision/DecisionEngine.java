package io.grantkeeper.policy.decision;

import io.grantkeeper.policy.PolicyVersion;

/**
 * One policy set, compiled for decisions. An engine is immutable and thread-safe, so a changed policy requires a new
 * engine.
 */
public interface DecisionEngine {
    /**
     * Makes a decision.
     *
     * @param subject the facts about the subject; inventory data has already overridden the caller's claims
     * @param approved whether a valid approval covers exactly this request
     * @return the decision, never null; an internal failure leads to a denial that states the failure, unless every
     *     affected policy fails open
     */
    Decision decide(AccessRequest request, SubjectFacts subject, boolean approved);

    PolicyVersion version();
}

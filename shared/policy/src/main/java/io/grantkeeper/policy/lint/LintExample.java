package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicyTestCase.Expectation;

/**
 * An example request with the decision that a set of policies makes on it.
 *
 * @param words the request in words, on one line
 */
public record LintExample(AccessRequest request, SubjectFacts subject, String words, Decision decision) {
    static LintExample of(HypotheticalRequest situation, DecisionEngine engine) {
        AccessRequest request = situation.request();
        SubjectFacts subject = situation.subject();
        return new LintExample(
                request,
                subject,
                HypotheticalRequest.describe(request, subject),
                engine.decide(request, subject, false));
    }

    /** Returns the decision as "permit", "ask" or "deny". */
    public String answer() {
        return Expectation.of(decision).code();
    }
}

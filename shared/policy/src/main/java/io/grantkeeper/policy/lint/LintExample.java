package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicyCase.Expectation;

/**
 * An example request with the engine's decision.
 *
 * @param words the request in one line
 */
public record LintExample(AccessRequest request, SubjectFacts subject, String words, Decision decision) {
    static LintExample of(RequestSituation situation, DecisionEngine engine) {
        AccessRequest request = situation.request();
        SubjectFacts subject = situation.subject();
        return new LintExample(
                request, subject, RequestSituation.describe(request, subject), engine.decide(request, subject, false));
    }

    /** Returns the decision as "permit", "ask" or "deny". */
    public String answer() {
        return Expectation.of(decision).code();
    }
}

package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicyCase.Expectation;

/**
 * A request that shows something, with what the engine says to it.
 *
 * @param words the request in one line
 */
public record Example(AccessRequest request, SubjectFacts subject, String words, Decision decision) {
    static Example of(Situation situation, DecisionEngine engine) {
        AccessRequest request = situation.request();
        SubjectFacts subject = situation.subject();
        return new Example(request, subject, Situation.words(request, subject), engine.decide(request, subject, false));
    }

    /** "permit", "ask" or "deny". */
    public String answer() {
        return Expectation.of(decision).code();
    }
}

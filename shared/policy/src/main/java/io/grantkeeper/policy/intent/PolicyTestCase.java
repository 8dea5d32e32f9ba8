package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A test case for a policy: a request with the expected decision.
 *
 * @param name a short description of the case
 * @param approved whether a valid approval covers the request
 * @param reason a string that at least one of the decision's reasons must contain; empty if the reasons do not matter
 */
public record PolicyTestCase(
        String name,
        AccessRequest request,
        SubjectFacts subject,
        boolean approved,
        Expectation expected,
        Optional<String> reason,
        DocumentLocation place) {
    /** The expected decision. */
    public enum Expectation {
        PERMIT,
        /** The request is denied and is not requestable. */
        DENY,
        /** The request is denied but is requestable. */
        ASK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the expectation that a decision meets. */
        public static Expectation of(Decision decision) {
            return decision.permitted() ? PERMIT : decision.requestable() ? ASK : DENY;
        }
    }

    /** The cases in a document, or the errors in it. */
    public record Reading(List<PolicyTestCase> cases, List<DocumentError> mistakes) {
        public Reading {
            cases = List.copyOf(cases);
            mistakes = List.copyOf(mistakes);
        }
    }

    public static Reading read(PolicySet.Source source) {
        List<DocumentError> errors = new ArrayList<>();
        List<PolicyTestCase> cases = LocatedYaml.read(source.name(), source.text(), errors)
                .map(yaml -> new PolicyTestCaseReader(errors).cases(yaml))
                .orElse(List.of());
        return new Reading(errors.isEmpty() ? cases : List.of(), errors);
    }

    /** Returns, in words, how the engine's decision differs from the expected one; empty if it does not differ. */
    public Optional<String> difference(DecisionEngine engine) {
        Decision decision = engine.decide(request, subject, approved);
        Expectation seen = Expectation.of(decision);
        String reasons = String.join("; ", decision.reasons());
        if (seen != expected) {
            return Optional.of(
                    "expected %s, but the decision is %s: %s".formatted(expected.code(), seen.code(), reasons));
        }
        return reason.filter(part -> !reasons.contains(part))
                .map(part -> "expected a reason that contains '%s', but the reasons are: %s".formatted(part, reasons));
    }
}

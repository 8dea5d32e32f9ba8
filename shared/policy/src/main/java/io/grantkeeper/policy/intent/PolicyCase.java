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
 * A request with the decision that is expected of a policy, kept beside it.
 *
 * @param name what it shows, in a few words
 * @param reason a part of one of the reasons that are expected
 */
public record PolicyCase(
        String name,
        AccessRequest request,
        SubjectFacts subject,
        boolean approved,
        Expectation expected,
        Optional<String> reason,
        Place place) {
    /** What is expected. */
    public enum Expectation {
        PERMIT,
        /** Denied, and cannot be asked for. */
        DENY,
        /** Denied, and can be asked for. */
        ASK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a decision is in these words. */
        public static Expectation of(Decision decision) {
            return decision.permitted() ? PERMIT : decision.requestable() ? ASK : DENY;
        }
    }

    /** The cases of a document, or what is wrong with it. */
    public record Reading(List<PolicyCase> cases, List<Mistake> mistakes) {
        public Reading {
            cases = List.copyOf(cases);
            mistakes = List.copyOf(mistakes);
        }
    }

    public static Reading read(PolicySet.Source source) {
        List<Mistake> mistakes = new ArrayList<>();
        List<PolicyCase> cases = Yaml.read(source.name(), source.text(), mistakes)
                .map(yaml -> new CaseReader(mistakes).cases(yaml))
                .orElse(List.of());
        return new Reading(mistakes.isEmpty() ? cases : List.of(), mistakes);
    }

    /** What differs from what was expected; empty where nothing does. */
    public Optional<String> differs(DecisionEngine engine) {
        Decision decision = engine.decide(request, subject, approved);
        Expectation seen = Expectation.of(decision);
        String reasons = String.join("; ", decision.reasons());
        if (seen != expected) {
            return Optional.of("expected %s, but it is %s: %s".formatted(expected.code(), seen.code(), reasons));
        }
        return reason.filter(part -> !reasons.contains(part))
                .map(part -> "the reason was expected to have '%s', but is: %s".formatted(part, reasons));
    }
}

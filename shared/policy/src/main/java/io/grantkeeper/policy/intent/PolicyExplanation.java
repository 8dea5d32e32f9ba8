package io.grantkeeper.policy.intent;

import java.util.ArrayList;
import java.util.List;

/**
 * An explanation of one policy, or of what happens to requests that no policy covers.
 *
 * @param name the name of the policy, or a title
 * @param sentences the explanation, as complete sentences
 */
public record PolicyExplanation(String name, List<String> sentences) {
    public PolicyExplanation {
        sentences = List.copyOf(sentences);
    }

    /** Returns an explanation of every policy, ordered by name, followed by one of requests that no policy covers. */
    public static List<PolicyExplanation> of(PolicySet set) {
        List<PolicyExplanation> said = new ArrayList<>();
        set.policies().forEach(policy -> said.add(new PolicyExplanation(policy.name(), sentences(policy))));
        said.add(new PolicyExplanation(
                "Requests that no policy covers",
                List.of(
                        switch (set.settings().unmatched()) {
                            case DENY -> "They are denied.";
                            case ASK ->
                                "They are denied but can be requested; requests from subjects that are not in the inventory are denied.";
                            case PERMIT ->
                                "They are permitted, unless the subject is not in the inventory or the effect of the action is unknown.";
                        })));
        return said;
    }

    private static List<String> sentences(PolicyDocument policy) {
        List<String> messages = new ArrayList<>();
        messages.add(policy.intent().endsWith(".") ? policy.intent() : policy.intent() + ".");
        for (PolicyRule rule : policy.rules()) {
            String sentence = PolicyText.of(policy, rule);
            messages.add(capitalize(sentence)
                    + (rule.obligations().isEmpty()
                            ? ""
                            : ", and then the caller must " + String.join(" and ", rule.obligations()))
                    + "."
                    + rule.because().map(why -> " Because " + why + ".").orElse(""));
        }
        messages.add(describeStage(policy));
        policy.enforcement()
                .ifPresent(enforcement -> messages.add(
                        "At the enforcement stage, access that violates it is %s %s after the owner is warned."
                                .formatted(
                                        switch (enforcement.step()) {
                                            case SUSPEND -> "suspended";
                                            case REVOKE -> "revoked";
                                        },
                                        PolicyText.duration(enforcement.grace()))));
        if (!policy.controls().isEmpty()) {
            messages.add("It serves " + String.join(", ", policy.controls()) + ".");
        }
        return messages;
    }

    private static String describeStage(PolicyDocument policy) {
        if (policy.guardrail()) {
            return "It is a guardrail: it applies at every stage, and no approval overrides it.";
        }
        String fails = policy.failMode() == FailMode.OPEN
                ? " If it cannot be evaluated, it does not affect the decision."
                : " If it cannot be evaluated, the request is denied.";
        return switch (policy.stage()) {
                    case TRAINING ->
                        "It is at the training stage: it is evaluated and recorded, but does not affect decisions.";
                    case RECOMMENDATION -> "It is at the recommendation stage: access that it denies can be requested.";
                    case ENFORCEMENT ->
                        "It is at the enforcement stage: what it forbids is denied"
                                + (policy.exceptions() ? ", but an exception can be requested." : ".");
                }
                + fails;
    }

    private static String capitalize(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

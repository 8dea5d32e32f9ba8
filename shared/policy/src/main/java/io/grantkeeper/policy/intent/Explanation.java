package io.grantkeeper.policy.intent;

import java.util.ArrayList;
import java.util.List;

/**
 * What one policy, or the set as a whole, says.
 *
 * @param sentences one each, with a full stop
 */
public record Explanation(String name, List<String> sentences) {
    public Explanation {
        sentences = List.copyOf(sentences);
    }

    /** Of every policy in the order of their names, then of the set. */
    public static List<Explanation> of(PolicySet set) {
        List<Explanation> said = new ArrayList<>();
        set.policies().forEach(policy -> said.add(new Explanation(policy.name(), sentences(policy))));
        said.add(new Explanation(
                "What no policy speaks of",
                List.of(
                        switch (set.settings().unmatched()) {
                            case DENY -> "It is denied.";
                            case ASK ->
                                "It is denied, and can be asked for; of strangers to the inventory it is denied.";
                            case PERMIT ->
                                "It is permitted, but not to strangers to the inventory, nor where nobody can tell what it does.";
                        })));
        return said;
    }

    private static List<String> sentences(Policy policy) {
        List<String> said = new ArrayList<>();
        said.add(policy.intent().endsWith(".") ? policy.intent() : policy.intent() + ".");
        for (Rule rule : policy.rules()) {
            String sentence = Sentences.of(policy, rule);
            said.add(upper(sentence)
                    + (rule.obligations().isEmpty()
                            ? ""
                            : ", and then the caller must " + String.join(" and ", rule.obligations()))
                    + "."
                    + rule.because().map(why -> " Because " + why + ".").orElse(""));
        }
        said.add(standing(policy));
        policy.enforcement()
                .ifPresent(enforcement ->
                        said.add("In enforcement, access that breaks it is %s %s after its owner was told."
                                .formatted(
                                        switch (enforcement.step()) {
                                            case SUSPEND -> "suspended";
                                            case REVOKE -> "revoked";
                                        },
                                        Sentences.span(enforcement.grace()))));
        if (!policy.controls().isEmpty()) {
            said.add("It serves " + String.join(", ", policy.controls()) + ".");
        }
        return said;
    }

    private static String standing(Policy policy) {
        if (policy.guardrail()) {
            return "It is a guardrail: it holds at every stage, and no approval lifts it.";
        }
        String fails = policy.failMode() == FailMode.OPEN
                ? " Where it cannot be judged, it has no say."
                : " Where it cannot be judged, the request is denied.";
        return switch (policy.stage()) {
                    case TRAINING -> "It is in training: it is judged and recorded, and changes no answer.";
                    case RECOMMENDATION -> "It is in recommendation: what it denies can be asked for.";
                    case ENFORCEMENT ->
                        "It is in enforcement: what it forbids is denied"
                                + (policy.exceptions() ? ", and an exception can be asked for." : ".");
                }
                + fails;
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

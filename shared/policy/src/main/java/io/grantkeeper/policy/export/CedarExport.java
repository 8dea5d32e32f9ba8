package io.grantkeeper.policy.export;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySetSettings;
import io.grantkeeper.policy.intent.PolicyText;
import io.grantkeeper.policy.intent.RuleTarget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Converts a set of policies to Cedar policies.
 *
 * <p>Two context members express concepts that Cedar does not have. {@code approved} is true if a valid approval covers
 * the request. {@code requesting} is true if the question is whether the caller may request approval, not whether the
 * action may run. A denied request is requestable if Cedar permits it when {@code requesting} is true.
 */
public final class CedarExport {
    /** The name of the Cedar action for actions whose capability is unknown. */
    public static final String SOMETHING_ELSE = "something else";

    static final String NAMESPACE = "Grantkeeper";

    private CedarExport() {}

    /**
     * Returns the Cedar policies that determine decisions. They contain the rules of guardrails and of all policies
     * that are not in training.
     */
    public static List<CedarPolicy> decisionPolicies(PolicySet set) {
        List<CedarPolicy> policies = new ArrayList<>();
        for (PolicyDocument policy : set.policies()) {
            if (policy.guardrail() || policy.stage() != PolicyStage.TRAINING) {
                for (int i = 0; i < policy.rules().size(); i++) {
                    decisionPolicies(policy, i, policies);
                }
            }
        }
        policies.add(new CedarPolicy("approved", "permit (principal, action, resource)\nwhen { context.approved };\n"));
        unmatched(set.settings().unmatched())
                .lines()
                .forEach(condition -> policies.add(new CedarPolicy(
                        "unmatched", "permit (principal, action, resource)\nwhen { " + condition + " };\n")));
        return policies;
    }

    private static void decisionPolicies(PolicyDocument policy, int index, List<CedarPolicy> policies) {
        PolicyRule rule = policy.rules().get(index);
        String id = id(policy, index);
        if (rule.effect() == Effect.ALLOW) {
            policies.add(new CedarPolicy(id, rule(policy, rule, "permit", "")));
        } else if (policy.guardrail()) {
            policies.add(new CedarPolicy(id, rule(policy, rule, "forbid", "")));
        } else if (rule.effect() == Effect.ASK || policy.stage() == PolicyStage.RECOMMENDATION || policy.exceptions()) {
            policies.add(new CedarPolicy(
                    id, rule(policy, rule, "forbid", "unless { context.approved || context.requesting }")));
            policies.add(new CedarPolicy(id + "/request", rule(policy, rule, "permit", "when { context.requesting }")));
        } else {
            policies.add(new CedarPolicy(id, rule(policy, rule, "forbid", "unless { context.approved }")));
        }
    }

    private static String unmatched(PolicySetSettings.Unmatched unmatched) {
        return switch (unmatched) {
            case DENY -> "";
            case ASK -> "context.requesting && principal.standing != \"stranger\"";
            case PERMIT ->
                "principal.standing != \"stranger\" && action != %s::Action::\"%s\""
                        .formatted(NAMESPACE, SOMETHING_ELSE);
        };
    }

    /**
     * Returns one Cedar permit policy for each rule. Regardless of the decision, the satisfied policies show which
     * rules apply to a request.
     */
    public static List<CedarPolicy> judgementPolicies(PolicySet set) {
        List<CedarPolicy> policies = new ArrayList<>();
        for (PolicyDocument policy : set.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                policies.add(new CedarPolicy(
                        id(policy, i), rule(policy, policy.rules().get(i), "permit", "")));
            }
        }
        return policies;
    }

    public static String id(PolicyDocument policy, int rule) {
        return policy.name() + "/" + rule;
    }

    private static String rule(PolicyDocument policy, PolicyRule rule, String effect, String rider) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        boolean inHead = rule.targets().stream()
                .allMatch(target -> target instanceof RuleTarget.Capable(var phrase, var _)
                        && !phrase.isAnything()
                        && phrase.within().isEmpty());
        BitSet deeds = new BitSet();
        for (RuleTarget target : rule.targets()) {
            if (inHead && target instanceof RuleTarget.Capable(var phrase, var _)) {
                deeds.or(restricts ? phrase.restricted() : phrase.allowed());
            }
        }
        boolean everything = rule.targets().stream()
                .anyMatch(target -> target instanceof RuleTarget.Capable(var phrase, var _) && phrase.isAnything());
        String condition = CedarExpressions.ruleCondition(
                policy, rule, inHead || everything ? "" : CedarExpressions.targets(rule));
        return "@policy(%s)\n@stage(%s)\n@reason(%s)\n%s (principal, action%s, resource)\nwhen {\n  %s\n}%s;\n"
                .formatted(
                        quoted(policy.name()),
                        quoted(policy.stage().code()),
                        quoted(PolicyText.reason(policy, rule)),
                        effect,
                        inHead ? " in " + actions(deeds) : "",
                        condition,
                        rider.isEmpty() ? "" : "\n" + rider);
    }

    static String actions(BitSet actions) {
        return actions.stream()
                .mapToObj(index -> NAMESPACE + "::Action::"
                        + quoted(CapabilityClass.ofIndex(index).inPlainWords()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(CedarExport::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns a Cedar string literal. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < 0x20 || point == 0x7f || (point >= 0x80 && !Character.isLetterOrDigit(point))) {
                quoted.append(String.format(Locale.ROOT, "\\u{%x}", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }
}

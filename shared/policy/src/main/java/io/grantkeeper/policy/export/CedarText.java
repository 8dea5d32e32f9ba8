package io.grantkeeper.policy.export;

import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
import io.grantkeeper.policy.intent.SetSettings;
import io.grantkeeper.policy.intent.Target;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A set of policies as Cedar policies.
 *
 * <p>Two members of the context stand for what Cedar has no word for: {@code approved}, that an approval in force covers
 * the request, and {@code requesting}, that the question is not whether the action may run but whether one may ask for
 * it. A denied request is requestable where the same question with {@code requesting} is permitted.
 */
public final class CedarText {
    /** The action of a request of which nobody can tell what it does. */
    public static final String SOMETHING_ELSE = "something else";

    static final String NAMESPACE = "Grantkeeper";

    private CedarText() {}

    /** What decides. Policies in training are not in it, guardrails always are. */
    public static List<CedarPolicy> deciding(PolicySet set) {
        List<CedarPolicy> policies = new ArrayList<>();
        for (Policy policy : set.policies()) {
            if (policy.guardrail() || policy.stage() != Stage.TRAINING) {
                for (int i = 0; i < policy.rules().size(); i++) {
                    deciding(policy, i, policies);
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

    private static void deciding(Policy policy, int index, List<CedarPolicy> policies) {
        Rule rule = policy.rules().get(index);
        String id = id(policy, index);
        if (rule.effect() == Effect.ALLOW) {
            policies.add(new CedarPolicy(id, rule(policy, rule, "permit", "")));
        } else if (policy.guardrail()) {
            policies.add(new CedarPolicy(id, rule(policy, rule, "forbid", "")));
        } else if (rule.effect() == Effect.ASK || policy.stage() == Stage.RECOMMENDATION || policy.exceptions()) {
            policies.add(new CedarPolicy(
                    id, rule(policy, rule, "forbid", "unless { context.approved || context.requesting }")));
            policies.add(new CedarPolicy(id + "/request", rule(policy, rule, "permit", "when { context.requesting }")));
        } else {
            policies.add(new CedarPolicy(id, rule(policy, rule, "forbid", "unless { context.approved }")));
        }
    }

    private static String unmatched(SetSettings.Unmatched unmatched) {
        return switch (unmatched) {
            case DENY -> "";
            case ASK -> "context.requesting && principal.standing != \"stranger\"";
            case PERMIT ->
                "principal.standing != \"stranger\" && action != %s::Action::\"%s\""
                        .formatted(NAMESPACE, SOMETHING_ELSE);
        };
    }

    /** Every rule as a permit: those that are satisfied are the rules that hold, whatever comes of it. */
    public static List<CedarPolicy> judging(PolicySet set) {
        List<CedarPolicy> policies = new ArrayList<>();
        for (Policy policy : set.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                policies.add(new CedarPolicy(
                        id(policy, i), rule(policy, policy.rules().get(i), "permit", "")));
            }
        }
        return policies;
    }

    public static String id(Policy policy, int rule) {
        return policy.name() + "/" + rule;
    }

    private static String rule(Policy policy, Rule rule, String effect, String rider) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        boolean inHead = rule.targets().stream()
                .allMatch(target -> target instanceof Target.Capable(var phrase, var _)
                        && !phrase.isAnything()
                        && phrase.within().isEmpty());
        BitSet deeds = new BitSet();
        for (Target target : rule.targets()) {
            if (inHead && target instanceof Target.Capable(var phrase, var _)) {
                deeds.or(restricts ? phrase.restricted() : phrase.allowed());
            }
        }
        boolean everything = rule.targets().stream()
                .anyMatch(target -> target instanceof Target.Capable(var phrase, var _) && phrase.isAnything());
        String condition =
                CedarExpressions.holds(policy, rule, inHead || everything ? "" : CedarExpressions.targets(rule));
        return "@policy(%s)\n@stage(%s)\n@reason(%s)\n%s (principal, action%s, resource)\nwhen {\n  %s\n}%s;\n"
                .formatted(
                        quoted(policy.name()),
                        quoted(policy.stage().code()),
                        quoted(Sentences.reason(policy, rule)),
                        effect,
                        inHead ? " in " + actions(deeds) : "",
                        condition,
                        rider.isEmpty() ? "" : "\n" + rider);
    }

    static String actions(BitSet deeds) {
        return deeds.stream()
                .mapToObj(index ->
                        NAMESPACE + "::Action::" + quoted(Deed.ofIndex(index).inPlainWords()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String list(Collection<String> texts) {
        return texts.stream().map(CedarText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A string literal of Cedar's. */
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

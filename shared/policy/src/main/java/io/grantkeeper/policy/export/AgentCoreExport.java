package io.grantkeeper.policy.export;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.capability.CapabilityPhrase;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyCondition.Comparison;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicyText;
import io.grantkeeper.policy.intent.RequestAttribute;
import io.grantkeeper.policy.intent.RuleTarget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A set of policies, converted to Cedar for Amazon Bedrock AgentCore gateways. The principal is an OAuth user whose
 * tags are its claims, each tool is an action, and the tool's arguments are available as {@code context.input}.
 *
 * <p>A gateway has fewer facts than Grantkeeper. If a gateway cannot express a rule, the exported rule is stricter: a
 * restriction loses the condition, a permission is omitted, and an action that would need an approval is forbidden. The
 * remarks list every such difference.
 *
 * @param remarks how the exported policies differ from the originals, and why
 * @param refused what AgentCore would reject, in words; empty if it accepts everything
 */
public record AgentCoreExport(List<CedarPolicy> policies, List<String> remarks, List<String> refused) {
    private static final Pattern GATEWAY =
            Pattern.compile("arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:\\d{12}:gateway/[A-Za-z0-9-]+");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9](?=[A-Za-z0-9_-]*?__[A-Za-z0-9_-])[A-Za-z0-9_-]++");

    /**
     * Exports a set for a gateway.
     *
     * @param gateway the ARN of the gateway, which AgentCore requires in policies that name tools
     * @throws IllegalArgumentException if {@code gateway} is not the ARN of a gateway
     */
    public static AgentCoreExport of(PolicySet set, String gateway) {
        if (!GATEWAY.matcher(gateway).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not the ARN of a gateway; use one such as arn:aws:bedrock-agentcore:eu-central-1:123456789012:gateway/mail-x1y2z3"
                            .formatted(gateway));
        }
        List<CedarPolicy> policies = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (PolicyDocument policy : set.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                String id = CedarExport.id(policy, i);
                PolicyRule rule = policy.rules().get(i);
                Set<String> tools = tools(set, rule);
                if (!policy.guardrail() && policy.stage() == PolicyStage.TRAINING) {
                    notes.add(id + " is omitted: its policy is in training");
                } else if (tools.isEmpty()) {
                    notes.add(
                            id
                                    + " is omitted: it matches no tool in the set's 'tools' with a name of the form target___tool");
                } else {
                    statement(policy, rule, id, tools, gateway, notes)
                            .ifPresent(text -> policies.add(new CedarPolicy(id, text)));
                }
            }
        }
        return new AgentCoreExport(policies, notes, CedarServiceLimits.AGENTCORE.exceededBy(policies, ""));
    }

    private static Set<String> tools(PolicySet set, PolicyRule rule) {
        Set<String> tools = new TreeSet<>();
        for (RuleTarget target : rule.targets()) {
            switch (target) {
                case RuleTarget.Named(String action, var _, var _)
                when TOOL.matcher(action).matches() -> tools.add(action);
                case RuleTarget.Named _ -> {}
                case RuleTarget.Capable(CapabilityPhrase phrase, var _) -> {
                    BitSet actions = rule.effect() == Effect.ALLOW ? phrase.allowed() : phrase.restricted();
                    set.settings().mapping().tools().keySet().stream()
                            .filter(name -> TOOL.matcher(name).matches())
                            .filter(name -> set.settings()
                                    .mapping()
                                    .capabilityClass(name, "tool")
                                    .map(CapabilityClass::index)
                                    .filter(actions::get)
                                    .isPresent())
                            .forEach(tools::add);
                }
            }
        }
        return tools;
    }

    private static Optional<String> statement(
            PolicyDocument policy, PolicyRule rule, String id, Set<String> tools, String gateway, List<String> notes) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        List<String> conditions = new ArrayList<>();
        List<PolicyCondition> unsaid = new ArrayList<>();
        for (PolicyCondition condition : concat(policy.covers(), rule.when())) {
            of(condition, restricts).ifPresentOrElse(conditions::add, () -> unsaid.add(condition));
        }
        List<String> exceptions = new ArrayList<>();
        for (PolicyCondition condition : rule.unless()) {
            of(condition, !restricts).ifPresentOrElse(exceptions::add, () -> unsaid.add(condition));
        }
        boolean exceptionSaid = exceptions.size() == rule.unless().size();
        if (!unsaid.isEmpty()) {
            String which =
                    String.join("; ", unsaid.stream().map(PolicyText::condition).toList());
            notes.add(
                    restricts
                            ? id + " is stricter in the export: a gateway cannot determine whether " + which
                            : id + " is omitted: a gateway cannot determine whether " + which);
            if (!restricts) {
                return Optional.empty();
            }
        }
        if (rule.effect() == Effect.ASK) {
            notes.add(id + " forbids in the export what would require an approval: a gateway cannot request one");
        }
        if (exceptionSaid && !exceptions.isEmpty()) {
            conditions.add("!(" + String.join(" && ", exceptions) + ")");
        }
        return Optional.of(
                "@id(%s)\n%s (\n  principal is AgentCore::OAuthUser,\n  action in %s,\n  resource == AgentCore::Gateway::%s\n)%s;\n"
                        .formatted(
                                CedarExport.quoted(id),
                                restricts ? "forbid" : "permit",
                                actions(tools),
                                CedarExport.quoted(gateway),
                                conditions.isEmpty()
                                        ? ""
                                        : "\nwhen {\n  " + String.join(" &&\n  ", conditions) + "\n}"));
    }

    private static List<PolicyCondition> concat(List<PolicyCondition> first, List<PolicyCondition> second) {
        List<PolicyCondition> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static String actions(Set<String> tools) {
        return "["
                + String.join(
                        ", ",
                        tools.stream()
                                .map(tool -> "AgentCore::Action::" + CedarExport.quoted(tool))
                                .toList())
                + "]";
    }

    /**
     * Returns a condition as a Cedar expression; empty if a gateway cannot evaluate the condition.
     *
     * @param possibly whether the expression is also true if the value of the condition is unknown
     */
    private static Optional<String> of(PolicyCondition condition, boolean possibly) {
        return switch (condition) {
            case PolicyCondition.KindIn(var kinds) ->
                Optional.of(tag("kind", kinds.stream().map(IdentityKind::code).toList(), possibly));
            case PolicyCondition.Ai(boolean expected) ->
                Optional.of(tag("ai", List.of(String.valueOf(expected)), possibly));
            case PolicyCondition.FactIn(var fact, var names) ->
                Optional.of(tag(fact.name().toLowerCase(Locale.ROOT), names, possibly));
            case PolicyCondition.RiskIn(var tiers) ->
                Optional.of(tag(
                        "risk",
                        tiers.stream()
                                .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                                .toList(),
                        possibly));
            case PolicyCondition.OnApprovedList(boolean expected) ->
                Optional.of(tag("approved", List.of(String.valueOf(expected)), possibly));
            case PolicyCondition.OwnerKnown(boolean expected) ->
                Optional.of(tag("owner_known", List.of(String.valueOf(expected)), possibly));
            case PolicyCondition.Stated(RequestAttribute attribute, Comparison comparison)
            when attribute.part() == RequestAttribute.Part.ACTION && !attribute.isIdentifier() ->
                argument(attribute.name(), comparison, possibly);
            case PolicyCondition.Stated _,
                    PolicyCondition.Tagged _,
                    PolicyCondition.CredentialOlder _,
                    PolicyCondition.ReachIn _,
                    PolicyCondition.Within _,
                    PolicyCondition.FromNetwork _,
                    PolicyCondition.Flagged _,
                    PolicyCondition.Authenticated _,
                    PolicyCondition.Before _ -> Optional.empty();
        };
    }

    private static String tag(String name, Collection<String> values, boolean possibly) {
        String key = CedarExport.quoted(name);
        return ifKnown(
                "principal.hasTag(" + key + ")",
                CedarExport.list(values.stream().sorted().toList()) + ".contains(principal.getTag(" + key + "))",
                possibly);
    }

    private static Optional<String> argument(String name, Comparison comparison, boolean possibly) {
        String key = CedarExport.quoted(name);
        String value = "context.input[" + key + "]";
        Optional<String> compared =
                switch (comparison) {
                    case Comparison.OneOf(var texts) ->
                        Optional.of(CedarExport.list(texts.stream().sorted().toList()) + ".contains(" + value + ")");
                    case Comparison.NoneOf(var texts) ->
                        Optional.of(
                                "!" + CedarExport.list(texts.stream().sorted().toList()) + ".contains(" + value + ")");
                    case Comparison.Is(boolean expected) -> Optional.of(value + " == " + expected);
                    case Comparison.Between(long least, long most) ->
                        Optional.of("(" + value + " >= " + Math.max(least, -Long.MAX_VALUE) + " && " + value + " <= "
                                + most + ")");
                    case Comparison.SameAs _ -> Optional.empty();
                };
        return compared.map(expression -> ifKnown("context.input has " + key, expression, possibly));
    }

    private static String ifKnown(String known, String expression, boolean possibly) {
        return possibly
                ? "(if " + known + " then " + expression + " else true)"
                : "(" + known + " && " + expression + ")";
    }
}

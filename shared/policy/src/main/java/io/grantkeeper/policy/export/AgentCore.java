package io.grantkeeper.policy.export;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.capability.CapabilityPhrase;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.intent.Attribute;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Condition.Comparison;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
import io.grantkeeper.policy.intent.Target;
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
 * A set of policies as Cedar for Amazon Bedrock AgentCore's gateways: the principal is an OAuth user whose claims are its
 * tags, each tool is an action, its arguments are {@code context.input}.
 *
 * <p>A gateway knows less than we do. What cannot be said there is said more strictly: a restriction loses the condition, a
 * permission is left out whole, and what one would have to ask for is forbidden. The remarks name each of these.
 *
 * @param remarks what is said otherwise there, and why
 * @param refused what the service would not take
 */
public record AgentCore(List<CedarPolicy> policies, List<String> remarks, List<String> refused) {
    private static final Pattern GATEWAY =
            Pattern.compile("arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:\\d{12}:gateway/[A-Za-z0-9-]+");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*__+[A-Za-z0-9_-]+");

    /**
     * @param gateway its ARN, which the service wants wherever a policy names tools
     * @throws IllegalArgumentException where it is none
     */
    public static AgentCore of(PolicySet set, String gateway) {
        if (!GATEWAY.matcher(gateway).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no ARN of a gateway; write one such as arn:aws:bedrock-agentcore:eu-central-1:123456789012:gateway/mail-x1y2z3"
                            .formatted(gateway));
        }
        List<CedarPolicy> policies = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Policy policy : set.policies()) {
            for (int i = 0; i < policy.rules().size(); i++) {
                String id = CedarText.id(policy, i);
                Rule rule = policy.rules().get(i);
                Set<String> tools = tools(set, rule);
                if (!policy.guardrail() && policy.stage() == Stage.TRAINING) {
                    remarks.add(id + " is left out: its policy is in training");
                } else if (tools.isEmpty()) {
                    remarks.add(id + " is left out: it means no tool of the set's 'tools' by the name target___tool");
                } else {
                    statement(policy, rule, id, tools, gateway, remarks)
                            .ifPresent(text -> policies.add(new CedarPolicy(id, text)));
                }
            }
        }
        return new AgentCore(policies, remarks, ServiceLimits.AGENTCORE.exceededBy(policies, ""));
    }

    private static Set<String> tools(PolicySet set, Rule rule) {
        Set<String> tools = new TreeSet<>();
        for (Target target : rule.targets()) {
            switch (target) {
                case Target.Named(String action, var _, var _)
                when TOOL.matcher(action).matches() -> tools.add(action);
                case Target.Named _ -> {}
                case Target.Capable(CapabilityPhrase phrase, var _) -> {
                    BitSet deeds = rule.effect() == Effect.ALLOW ? phrase.allowed() : phrase.restricted();
                    set.settings().mapping().tools().keySet().stream()
                            .filter(name -> TOOL.matcher(name).matches())
                            .filter(name -> set.settings()
                                    .mapping()
                                    .deed(name, "tool")
                                    .map(Deed::index)
                                    .filter(deeds::get)
                                    .isPresent())
                            .forEach(tools::add);
                }
            }
        }
        return tools;
    }

    private static Optional<String> statement(
            Policy policy, Rule rule, String id, Set<String> tools, String gateway, List<String> remarks) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        List<String> conditions = new ArrayList<>();
        List<Condition> unsaid = new ArrayList<>();
        for (Condition condition : concat(policy.covers(), rule.when())) {
            of(condition, restricts).ifPresentOrElse(conditions::add, () -> unsaid.add(condition));
        }
        List<String> exceptions = new ArrayList<>();
        for (Condition condition : rule.unless()) {
            of(condition, !restricts).ifPresentOrElse(exceptions::add, () -> unsaid.add(condition));
        }
        boolean exceptionSaid = exceptions.size() == rule.unless().size();
        if (!unsaid.isEmpty()) {
            String which =
                    String.join("; ", unsaid.stream().map(Sentences::condition).toList());
            remarks.add(
                    restricts
                            ? id + " is stricter there: a gateway cannot tell whether " + which
                            : id + " is left out: a gateway cannot tell whether " + which);
            if (!restricts) {
                return Optional.empty();
            }
        }
        if (rule.effect() == Effect.ASK) {
            remarks.add(id + " forbids there what one would have to ask for: a gateway cannot ask");
        }
        if (exceptionSaid && !exceptions.isEmpty()) {
            conditions.add("!(" + String.join(" && ", exceptions) + ")");
        }
        return Optional.of(
                "@id(%s)\n%s (\n  principal is AgentCore::OAuthUser,\n  action in %s,\n  resource == AgentCore::Gateway::%s\n)%s;\n"
                        .formatted(
                                CedarText.quoted(id),
                                restricts ? "forbid" : "permit",
                                actions(tools),
                                CedarText.quoted(gateway),
                                conditions.isEmpty()
                                        ? ""
                                        : "\nwhen {\n  " + String.join(" &&\n  ", conditions) + "\n}"));
    }

    private static List<Condition> concat(List<Condition> first, List<Condition> second) {
        List<Condition> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static String actions(Set<String> tools) {
        return "["
                + String.join(
                        ", ",
                        tools.stream()
                                .map(tool -> "AgentCore::Action::" + CedarText.quoted(tool))
                                .toList()) + "]";
    }

    /** Empty where a gateway cannot tell. */
    private static Optional<String> of(Condition condition, boolean possibly) {
        return switch (condition) {
            case Condition.KindIn(var kinds) ->
                Optional.of(tag("kind", kinds.stream().map(IdentityKind::code).toList(), possibly));
            case Condition.Ai(boolean expected) -> Optional.of(tag("ai", List.of(String.valueOf(expected)), possibly));
            case Condition.FactIn(var fact, var names) ->
                Optional.of(tag(fact.name().toLowerCase(Locale.ROOT), names, possibly));
            case Condition.RiskIn(var tiers) ->
                Optional.of(tag(
                        "risk",
                        tiers.stream()
                                .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                                .toList(),
                        possibly));
            case Condition.OnApprovedList(boolean expected) ->
                Optional.of(tag("approved", List.of(String.valueOf(expected)), possibly));
            case Condition.OwnerKnown(boolean expected) ->
                Optional.of(tag("owner_known", List.of(String.valueOf(expected)), possibly));
            case Condition.Stated(Attribute attribute, Comparison comparison)
            when attribute.part() == Attribute.Part.ACTION && !attribute.isIdentifier() ->
                argument(attribute.name(), comparison, possibly);
            case Condition.Stated _,
                    Condition.Tagged _,
                    Condition.CredentialOlder _,
                    Condition.ReachIn _,
                    Condition.Within _,
                    Condition.FromNetwork _,
                    Condition.HumanPresent _,
                    Condition.Authenticated _,
                    Condition.Before _ -> Optional.empty();
        };
    }

    private static String tag(String name, Collection<String> values, boolean possibly) {
        String key = CedarText.quoted(name);
        return given(
                "principal.hasTag(" + key + ")",
                CedarText.list(values.stream().sorted().toList()) + ".contains(principal.getTag(" + key + "))",
                possibly);
    }

    private static Optional<String> argument(String name, Comparison comparison, boolean possibly) {
        String key = CedarText.quoted(name);
        String value = "context.input[" + key + "]";
        Optional<String> compared =
                switch (comparison) {
                    case Comparison.OneOf(var texts) ->
                        Optional.of(CedarText.list(texts.stream().sorted().toList()) + ".contains(" + value + ")");
                    case Comparison.NoneOf(var texts) ->
                        Optional.of(
                                "!" + CedarText.list(texts.stream().sorted().toList()) + ".contains(" + value + ")");
                    case Comparison.Is(boolean truth) -> Optional.of(value + " == " + truth);
                    case Comparison.Between(long least, long most) ->
                        Optional.of("(" + value + " >= " + Math.max(least, -Long.MAX_VALUE) + " && " + value + " <= "
                                + most + ")");
                    case Comparison.SameAs _ -> Optional.empty();
                };
        return compared.map(expression -> given("context.input has " + key, expression, possibly));
    }

    private static String given(String known, String expression, boolean possibly) {
        return possibly
                ? "(if " + known + " then " + expression + " else true)"
                : "(" + known + " && " + expression + ")";
    }
}

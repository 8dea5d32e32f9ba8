package io.grantkeeper.policy.export;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.permissions.CapabilityReach;
import io.grantkeeper.permissions.ResourceClass;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyCondition.Comparison;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.RuleTarget;
import io.grantkeeper.policy.intent.UnknownSubjects;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Converts conditions to Cedar expressions. A condition has three possible values, but a Cedar expression has only two,
 * and an unknown fact is an attribute that is missing. Therefore each condition has two forms: one that is true if the
 * condition is certainly met, and one that is true if it is possibly met.
 */
final class CedarExpressions {
    private final boolean possibly;

    private CedarExpressions(boolean possibly) {
        this.possibly = possibly;
    }

    /**
     * Returns one expression that is true if the rule applies.
     *
     * @param target an expression for the rule's targets; empty if the scope of the Cedar policy contains them
     */
    static String ruleCondition(PolicyDocument policy, PolicyRule rule, String target) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        CedarExpressions form = new CedarExpressions(restricts);
        List<String> all = new ArrayList<>();
        String strangers = unknownSubjects(policy.strangers(), restricts);
        if (!strangers.isEmpty()) {
            all.add(strangers);
        }
        if (!target.isEmpty()) {
            all.add(target);
        }
        policy.covers().forEach(condition -> all.add(form.of(condition)));
        rule.when().forEach(condition -> all.add(form.of(condition)));
        if (!rule.unless().isEmpty()) {
            CedarExpressions exception = new CedarExpressions(!restricts);
            all.add(rule.unless().stream().map(exception::of).collect(Collectors.joining(" && ", "!(", ")")));
        }
        return all.isEmpty() ? "true" : String.join(" &&\n  ", all);
    }

    private static String unknownSubjects(UnknownSubjects unknownSubjects, boolean restricts) {
        return switch (unknownSubjects) {
            case UNSAID -> restricts ? "" : "principal.standing != \"stranger\"";
            case INCLUDED -> "";
            case ONLY -> "principal.standing == \"stranger\"";
            case EXCLUDED -> "principal.standing != \"stranger\"";
        };
    }

    /**
     * Returns an expression that is true if a request matches one of the rule's targets. Such an expression is needed
     * for targets that the scope of a Cedar policy cannot express.
     */
    static String targets(PolicyRule rule) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        return rule.targets().stream()
                .map(target -> switch (target) {
                    case RuleTarget.Capable(var phrase, var _) -> {
                        String meant = phrase.isAnything()
                                ? "true"
                                : CedarExport.actions(restricts ? phrase.restricted() : phrase.allowed())
                                        + ".contains(action)";
                        yield phrase.within()
                                .map(container -> "(" + meant + " && " + within(container, restricts) + ")")
                                .orElse(meant);
                    }
                    case RuleTarget.Named(String action, var resource, var _) ->
                        "(context.action == " + CedarExport.quoted(action)
                                + resource.map(type -> " && resource.type == " + CedarExport.quoted(type))
                                        .orElse("")
                                + ")";
                })
                .collect(Collectors.joining(" || ", "(", ")"));
    }

    private static String within(ResourceClass container, boolean restricts) {
        return new CedarExpressions(restricts)
                .optional("resource", "container", "resource.container == " + CedarExport.quoted(container.wireName()));
    }

    private String of(PolicyCondition condition) {
        return switch (condition) {
            case PolicyCondition.KindIn(var kinds) ->
                identityFact(
                        "kind",
                        isIn(
                                "principal.kind",
                                kinds.stream().sorted().map(IdentityKind::code).toList()));
            case PolicyCondition.Ai(boolean expected) -> identityFact("ai", "principal.ai == " + expected);
            case PolicyCondition.FactIn(var fact, var names) -> {
                String attribute = fact.name().toLowerCase(Locale.ROOT);
                yield identityFact(
                        attribute,
                        isIn("principal." + attribute, names.stream().sorted().toList()));
            }
            case PolicyCondition.RiskIn(var tiers) ->
                identityFact(
                        "risk",
                        isIn(
                                "principal.risk",
                                tiers.stream()
                                        .sorted()
                                        .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                                        .toList()));
            case PolicyCondition.Tagged(var tags, boolean expected) ->
                identityFact(
                        "tags",
                        (expected ? "" : "!") + "principal.tags.containsAny("
                                + CedarExport.list(tags.stream().sorted().toList()) + ")");
            case PolicyCondition.OnApprovedList(boolean expected) ->
                identityFact("approved", "principal.approved == " + expected);
            case PolicyCondition.OwnerKnown(boolean expected) ->
                identityFact("ownerKnown", "principal.ownerKnown == " + expected);
            case PolicyCondition.CredentialOlder(var age, boolean expected) ->
                identityFact("credentialAge", "principal.credentialAge " + (expected ? "> " : "<= ") + age.toSeconds());
            case PolicyCondition.ReachIn(var reaches) ->
                stated(
                        "reach",
                        isIn(
                                "context.reach",
                                reaches.stream()
                                        .sorted()
                                        .map(CapabilityReach::wireName)
                                        .toList()));
            case PolicyCondition.Within(WeeklyHours hours) -> within(hours);
            case PolicyCondition.FromNetwork(var ranges) ->
                stated(
                        "ip",
                        ranges.stream()
                                .map(NetworkRange::toString)
                                .map(range -> "context.ip.isInRange(ip(" + CedarExport.quoted(range) + "))")
                                .collect(Collectors.joining(" || ", "(", ")")));
            case PolicyCondition.Flagged(var flag, boolean expected) ->
                stated(flag.cedarAttribute(), "context.%s == %s".formatted(flag.cedarAttribute(), expected));
            case PolicyCondition.Authenticated(var methods, var within) ->
                stated(
                                "methods",
                                "context.methods.containsAny("
                                        + CedarExport.list(
                                                methods.stream().sorted().toList()) + ")")
                        + (within.isZero()
                                ? ""
                                : " && "
                                        + stated(
                                                "sinceAuthentication",
                                                "context.sinceAuthentication <= " + within.toSeconds()));
            case PolicyCondition.Before(var until) -> "context.now < " + until.toEpochMilli();
            case PolicyCondition.Stated(var attribute, Comparison comparison) ->
                stated(attribute.toString(), comparison);
        };
    }

    private String stated(String path, Comparison comparison) {
        return switch (comparison) {
            case Comparison.OneOf(var texts) -> claimedValue("texts", path, contains(path, texts));
            case Comparison.NoneOf(var texts) -> claimedValue("texts", path, "!" + contains(path, texts));
            case Comparison.Is(boolean expected) ->
                claimedValue("truths", path, value("truths", path) + " == " + expected);
            case Comparison.Between(long least, long most) ->
                claimedValue(
                        "wholes",
                        path,
                        "(" + value("wholes", path) + " >= " + number(least) + " && " + value("wholes", path) + " <= "
                                + number(most) + ")");
            case Comparison.SameAs(var other) ->
                claimedValue(
                        "texts",
                        path,
                        claimedValue(
                                "texts",
                                other.toString(),
                                value("texts", path) + ".containsAny(" + value("texts", other.toString()) + ")"));
        };
    }

    /**
     * Formats an integer as a Cedar expression. {@link Long#MIN_VALUE} becomes a subtraction, because Cedar parses the
     * digits separately from the sign, and without the sign this number is too large.
     */
    private static String number(long number) {
        return number == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : String.valueOf(number);
    }

    private static String contains(String path, Collection<String> texts) {
        return value("texts", path) + ".containsAny("
                + CedarExport.list(texts.stream().sorted().toList()) + ")";
    }

    private static String value(String sort, String path) {
        return "context." + sort + "[" + CedarExport.quoted(path) + "]";
    }

    private String claimedValue(String sort, String path, String expression) {
        return ifKnown("context." + sort + " has " + CedarExport.quoted(path), expression);
    }

    private static String within(WeeklyHours hours) {
        String minute = "context.minutes[" + CedarExport.quoted(hours.zone().getId()) + "]";
        return hours.spans().stream()
                .map(span -> "(" + minute + " >= " + span.first() + " && " + minute + " < " + span.end() + ")")
                .collect(Collectors.joining(" || ", "(", ")"));
    }

    /**
     * Combines an expression about a fact of an identity with checks of the subject. The result is false for a subject
     * that is not an identity, and unknown for a subject that is not in the inventory.
     */
    private String identityFact(String attribute, String expression) {
        String optional = optional("principal", attribute, expression);
        return possibly ? "(principal.standing != \"other\" && " + optional + ")" : optional;
    }

    private String stated(String attribute, String expression) {
        return optional("context", attribute, expression);
    }

    private String optional(String entity, String attribute, String expression) {
        return ifKnown(entity + " has " + attribute, expression);
    }

    private String ifKnown(String known, String expression) {
        return possibly
                ? "(if " + known + " then " + expression + " else true)"
                : "(" + known + " && " + expression + ")";
    }

    private static String isIn(String value, List<String> names) {
        return CedarExport.list(names) + ".contains(" + value + ")";
    }
}

package io.grantkeeper.policy.export;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.permissions.Reach;
import io.grantkeeper.permissions.ResourceClass;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Condition.Comparison;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Strangers;
import io.grantkeeper.policy.intent.Target;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Conditions as Cedar expressions. Cedar has two values where we have three: what is unknown is an attribute that is not
 * there, so each condition has two forms, one for "surely" and one for "possibly".
 */
final class CedarExpressions {
    private final boolean possibly;

    private CedarExpressions(boolean possibly) {
        this.possibly = possibly;
    }

    /** When the rule holds, as one expression. */
    static String holds(Policy policy, Rule rule, String target) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        CedarExpressions form = new CedarExpressions(restricts);
        List<String> all = new ArrayList<>();
        String strangers = strangers(policy.strangers(), restricts);
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

    private static String strangers(Strangers strangers, boolean restricts) {
        return switch (strangers) {
            case UNSAID -> restricts ? "" : "principal.standing != \"stranger\"";
            case INCLUDED -> "";
            case ONLY -> "principal.standing == \"stranger\"";
            case EXCLUDED -> "principal.standing != \"stranger\"";
        };
    }

    /** What the rule is about, where that does not fit into the policy's head. */
    static String targets(Rule rule) {
        boolean restricts = rule.effect() != Effect.ALLOW;
        return rule.targets().stream()
                .map(target -> switch (target) {
                    case Target.Capable(var phrase, var _) -> {
                        String meant = phrase.isAnything()
                                ? "true"
                                : CedarText.actions(restricts ? phrase.restricted() : phrase.allowed())
                                        + ".contains(action)";
                        yield phrase.within()
                                .map(container -> "(" + meant + " && " + within(container, restricts) + ")")
                                .orElse(meant);
                    }
                    case Target.Named(String action, var resource, var _) ->
                        "(context.action == " + CedarText.quoted(action)
                                + resource.map(type -> " && resource.type == " + CedarText.quoted(type))
                                        .orElse("")
                                + ")";
                })
                .collect(Collectors.joining(" || ", "(", ")"));
    }

    private static String within(ResourceClass container, boolean restricts) {
        return new CedarExpressions(restricts)
                .optional("resource", "container", "resource.container == " + CedarText.quoted(container.wireName()));
    }

    private String of(Condition condition) {
        return switch (condition) {
            case Condition.KindIn(var kinds) ->
                fact(
                        "kind",
                        in(
                                "principal.kind",
                                kinds.stream().sorted().map(IdentityKind::code).toList()));
            case Condition.Ai(boolean expected) -> fact("ai", "principal.ai == " + expected);
            case Condition.FactIn(var fact, var names) -> {
                String attribute = fact.name().toLowerCase(Locale.ROOT);
                yield fact(
                        attribute,
                        in("principal." + attribute, names.stream().sorted().toList()));
            }
            case Condition.RiskIn(var tiers) ->
                fact(
                        "risk",
                        in(
                                "principal.risk",
                                tiers.stream()
                                        .sorted()
                                        .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                                        .toList()));
            case Condition.Tagged(var tags, boolean expected) ->
                fact(
                        "tags",
                        (expected ? "" : "!") + "principal.tags.containsAny("
                                + CedarText.list(tags.stream().sorted().toList()) + ")");
            case Condition.OnApprovedList(boolean expected) -> fact("approved", "principal.approved == " + expected);
            case Condition.OwnerKnown(boolean expected) -> fact("ownerKnown", "principal.ownerKnown == " + expected);
            case Condition.CredentialOlder(var age, boolean expected) ->
                fact("credentialAge", "principal.credentialAge " + (expected ? "> " : "<= ") + age.toSeconds());
            case Condition.ReachIn(var reaches) ->
                stated(
                        "reach",
                        in(
                                "context.reach",
                                reaches.stream().sorted().map(Reach::wireName).toList()));
            case Condition.Within(WeeklyHours hours) -> within(hours);
            case Condition.FromNetwork(var ranges) ->
                stated(
                        "ip",
                        ranges.stream()
                                .map(NetworkRange::toString)
                                .map(range -> "context.ip.isInRange(ip(" + CedarText.quoted(range) + "))")
                                .collect(Collectors.joining(" || ", "(", ")")));
            case Condition.HumanPresent(boolean expected) ->
                stated("humanPresent", "context.humanPresent == " + expected);
            case Condition.Authenticated(var methods, var within) ->
                stated(
                                "methods",
                                "context.methods.containsAny("
                                        + CedarText.list(
                                                methods.stream().sorted().toList()) + ")")
                        + (within.isZero()
                                ? ""
                                : " && "
                                        + stated(
                                                "sinceAuthentication",
                                                "context.sinceAuthentication <= " + within.toSeconds()));
            case Condition.Before(var until) -> "context.now < " + until.toEpochMilli();
            case Condition.Stated(var attribute, Comparison comparison) -> stated(attribute.toString(), comparison);
        };
    }

    private String stated(String path, Comparison comparison) {
        return switch (comparison) {
            case Comparison.OneOf(var texts) -> claim("texts", path, contains(path, texts));
            case Comparison.NoneOf(var texts) -> claim("texts", path, "!" + contains(path, texts));
            case Comparison.Is(boolean truth) -> claim("truths", path, value("truths", path) + " == " + truth);
            case Comparison.Between(long least, long most) ->
                claim(
                        "wholes",
                        path,
                        "(" + value("wholes", path) + " >= " + number(least) + " && " + value("wholes", path) + " <= "
                                + number(most) + ")");
            case Comparison.SameAs(var other) ->
                claim(
                        "texts",
                        path,
                        claim(
                                "texts",
                                other.toString(),
                                value("texts", path) + ".containsAny(" + value("texts", other.toString()) + ")"));
        };
    }

    /** Cedar reads the least number as the negation of one that is too large. */
    private static String number(long number) {
        return number == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : String.valueOf(number);
    }

    private static String contains(String path, Collection<String> texts) {
        return value("texts", path) + ".containsAny("
                + CedarText.list(texts.stream().sorted().toList()) + ")";
    }

    private static String value(String sort, String path) {
        return "context." + sort + "[" + CedarText.quoted(path) + "]";
    }

    private String claim(String sort, String path, String expression) {
        return given("context." + sort + " has " + CedarText.quoted(path), expression);
    }

    private static String within(WeeklyHours hours) {
        String minute = "context.minutes[" + CedarText.quoted(hours.zone().getId()) + "]";
        return hours.spans().stream()
                .map(span -> "(" + minute + " >= " + span.first() + " && " + minute + " < " + span.end() + ")")
                .collect(Collectors.joining(" || ", "(", ")"));
    }

    /** A fact of an identity: of what is none it is false, and not known of a stranger. */
    private String fact(String attribute, String expression) {
        String optional = optional("principal", attribute, expression);
        return possibly ? "(principal.standing != \"other\" && " + optional + ")" : optional;
    }

    private String stated(String attribute, String expression) {
        return optional("context", attribute, expression);
    }

    private String optional(String entity, String attribute, String expression) {
        return given(entity + " has " + attribute, expression);
    }

    private String given(String known, String expression) {
        return possibly
                ? "(if " + known + " then " + expression + " else true)"
                : "(" + known + " && " + expression + ")";
    }

    private static String in(String value, List<String> names) {
        return CedarText.list(names) + ".contains(" + value + ")";
    }
}

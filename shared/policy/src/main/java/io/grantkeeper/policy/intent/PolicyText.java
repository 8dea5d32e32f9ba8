package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.permissions.CapabilityReach;
import io.grantkeeper.policy.intent.PolicyCondition.Comparison;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Describes policies as sentences in plain English. */
public final class PolicyText {
    private PolicyText() {}

    /**
     * Returns a rule as one sentence without a period, for example "AI agents may not send mail, unless a human is
     * present".
     */
    public static String of(PolicyDocument policy, PolicyRule rule) {
        String who = subjects(policy);
        String what = or(rule.targets().stream().map(PolicyText::target).toList());
        String sentence =
                switch (rule.effect()) {
                    case ALLOW -> who + " may " + what;
                    case ASK -> who + " may " + what + " only after someone has approved it";
                    case FORBID -> who.equals("everybody") ? "nobody may " + what : who + " may not " + what;
                };
        return sentence + conditions(rule);
    }

    /**
     * Returns the reason that a rule gives for a decision: the author's own words or, if there are none, a generated
     * sentence.
     */
    public static String reason(PolicyDocument policy, PolicyRule rule) {
        return rule.because().orElseGet(() -> of(policy, rule));
    }

    private static String conditions(PolicyRule rule) {
        String when = and(rule.when().stream().map(PolicyText::condition).toList());
        String unless = and(rule.unless().stream().map(PolicyText::condition).toList());
        return (when.isEmpty() ? "" : " when " + when) + (unless.isEmpty() ? "" : ", unless " + unless);
    }

    /** Returns the subjects that a policy covers, in the plural. */
    public static String subjects(PolicyDocument policy) {
        if (policy.strangers() == UnknownSubjects.ONLY) {
            return "subjects that are not in the inventory";
        }
        Optional<Set<IdentityKind>> kinds = policy.covers().stream()
                .filter(PolicyCondition.KindIn.class::isInstance)
                .map(condition -> ((PolicyCondition.KindIn) condition).kinds())
                .findFirst();
        Optional<Boolean> ai = policy.covers().stream()
                .filter(PolicyCondition.Ai.class::isInstance)
                .map(condition -> ((PolicyCondition.Ai) condition).expected())
                .findFirst();
        List<String> rest = policy.covers().stream()
                .filter(condition ->
                        !(condition instanceof PolicyCondition.KindIn) && !(condition instanceof PolicyCondition.Ai))
                .map(PolicyText::condition)
                .toList();
        String noun = kinds.map(all -> or(all.stream()
                        .sorted()
                        .map(kind -> plural(kind.displayName()))
                        .toList()))
                .orElse(policy.covers().isEmpty() ? "everybody" : "identities");
        noun = noun.replace("keys or tokens", "keys and tokens");
        String adjective =
                ai.map(is -> is ? (hasKinds(kinds) ? "" : "AI ") : "non-AI ").orElse("");
        String which =
                ai.filter(is -> is && hasKinds(kinds)).map(_ -> " that are AI").orElse("");
        String strangers = policy.strangers() == UnknownSubjects.INCLUDED
                ? ", including those that are not in the inventory,"
                : "";
        return adjective + noun + which + (rest.isEmpty() ? "" : " where " + and(rest)) + strangers;
    }

    private static boolean hasKinds(Optional<Set<IdentityKind>> kinds) {
        return kinds.isPresent();
    }

    private static String plural(String words) {
        return words.equals("key or token") ? "keys or tokens" : words + "s";
    }

    private static String target(RuleTarget target) {
        return switch (target) {
            case RuleTarget.Capable(var phrase, DocumentLocation _) -> phrase.inPlainWords();
            case RuleTarget.Named(String action, Optional<String> resource, DocumentLocation _) ->
                "do '" + action + "'"
                        + resource.map(type -> " on '" + type + "'").orElse("");
        };
    }

    /** Returns a condition as a clause, for example "its owner is known". */
    public static String condition(PolicyCondition condition) {
        return switch (condition) {
            case PolicyCondition.KindIn(var kinds) ->
                "it is a "
                        + or(kinds.stream()
                                .sorted()
                                .map(IdentityKind::displayName)
                                .toList());
            case PolicyCondition.Ai(boolean expected) -> expected ? "it is AI" : "it is not AI";
            case PolicyCondition.FactIn(var fact, var names) ->
                switch (fact) {
                            case PROVIDER -> "the provider is ";
                            case PRODUCT -> "the product is ";
                            case PUBLISHER -> "the publisher is ";
                            case DEPARTMENT -> "the owner's department is ";
                        }
                        + or(sorted(names));
            case PolicyCondition.RiskIn(var tiers) ->
                "the risk is "
                        + or(tiers.stream()
                                .sorted()
                                .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                                .toList());
            case PolicyCondition.Tagged tagged ->
                tagged.zones()
                        .map(zones -> "it can get control of the zone " + or(sorted(zones)) + " on a path")
                        .orElseGet(() -> (tagged.expected() ? "it is tagged " : "it is not tagged ")
                                + or(sorted(tagged.tags())));
            case PolicyCondition.OnApprovedList(boolean expected) ->
                expected ? "it is on the list of approved identities" : "it is not on the list of approved identities";
            case PolicyCondition.OwnerKnown(boolean expected) ->
                expected ? "it has an owner who works at the company" : "it has no owner who works at the company";
            case PolicyCondition.CredentialOlder(Duration age, boolean expected) ->
                "its oldest credential is " + (expected ? "older than " : "at most ") + duration(age)
                        + (expected ? "" : " old");
            case PolicyCondition.ReachIn(var reaches) ->
                "the reach is "
                        + or(reaches.stream()
                                .sorted()
                                .map(CapabilityReach::wireName)
                                .toList());
            case PolicyCondition.Within(WeeklyHours hours) -> "it is " + hours(hours);
            case PolicyCondition.FromNetwork(var ranges) ->
                "the call comes from "
                        + or(ranges.stream().map(NetworkRange::toString).toList());
            case PolicyCondition.Flagged(var flag, boolean expected) -> flag.clause(expected);
            case PolicyCondition.Authenticated(var methods, Duration within) ->
                "the caller authenticated with " + or(sorted(methods))
                        + (within.isZero() ? "" : " within the last " + duration(within));
            case PolicyCondition.Before(var until) -> "it is before " + until;
            case PolicyCondition.Stated(var attribute, Comparison comparison) ->
                attribute + " " + comparison(comparison);
        };
    }

    private static String comparison(Comparison comparison) {
        return switch (comparison) {
            case Comparison.OneOf(var texts) -> "is " + or(quoted(texts));
            case Comparison.NoneOf(var texts) -> "is not " + or(quoted(texts));
            case Comparison.Is(boolean expected) -> "is " + expected;
            case Comparison.Between(long least, long most) when least == most -> "is " + least;
            case Comparison.Between(long least, long most) when most == Long.MAX_VALUE -> "is at least " + least;
            case Comparison.Between(long least, long most) when least == Long.MIN_VALUE -> "is at most " + most;
            case Comparison.Between(long least, long most) -> "is from " + least + " to " + most;
            case Comparison.SameAs(var other) -> "is the same as " + other;
        };
    }

    private static List<String> quoted(Set<String> texts) {
        return texts.stream().sorted().map(text -> "'" + text + "'").toList();
    }

    private static List<String> sorted(Set<String> texts) {
        return texts.stream().sorted().toList();
    }

    private static String hours(WeeklyHours hours) {
        List<String> days = hours.days().stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
        String on = hours.days().size() == DayOfWeek.values().length
                ? "any day"
                : hours.days()
                                .equals(Set.of(
                                        DayOfWeek.MONDAY,
                                        DayOfWeek.TUESDAY,
                                        DayOfWeek.WEDNESDAY,
                                        DayOfWeek.THURSDAY,
                                        DayOfWeek.FRIDAY))
                        ? "a weekday"
                        : or(days);
        boolean whole = hours.from().equals(LocalTime.MIDNIGHT) && hours.until().equals(LocalTime.MIDNIGHT);
        return on + (whole ? "" : " from " + hours.from() + " to " + hours.until()) + " in " + hours.zone();
    }

    /** Returns a duration in words, such as "90 days". */
    public static String duration(Duration span) {
        long minutes = span.toMinutes();
        long amount = minutes % 1440 == 0 ? minutes / 1440 : minutes % 60 == 0 ? minutes / 60 : minutes;
        String unit = minutes % 1440 == 0 ? "day" : minutes % 60 == 0 ? "hour" : "minute";
        return amount + " " + unit + (amount == 1 ? "" : "s");
    }

    private static String or(Collection<String> parts) {
        return join(parts, " or ");
    }

    private static String and(Collection<String> parts) {
        return join(parts, " and ");
    }

    private static String join(Collection<String> parts, String last) {
        List<String> all = new ArrayList<>(parts);
        return switch (all.size()) {
            case 0 -> "";
            case 1 -> all.getFirst();
            default -> String.join(", ", all.subList(0, all.size() - 1)) + last + all.getLast();
        };
    }
}

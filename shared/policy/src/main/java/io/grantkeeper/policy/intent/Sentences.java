package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.permissions.Reach;
import io.grantkeeper.policy.intent.Condition.Comparison;
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

/** Says policies the way one colleague would to another. */
public final class Sentences {
    private Sentences() {}

    /** One sentence without a full stop: "AI agents may not send mail, unless a human is present". */
    public static String of(Policy policy, Rule rule) {
        String who = who(policy);
        String what = or(rule.targets().stream().map(Sentences::target).toList());
        String sentence =
                switch (rule.effect()) {
                    case ALLOW -> who + " may " + what;
                    case ASK -> who + " may " + what + " only once somebody has approved it";
                    case FORBID -> who.equals("everybody") ? "nobody may " + what : who + " may not " + what;
                };
        return sentence + conditions(rule);
    }

    /** The reason that a decision gives: the author's own words, where there are any. */
    public static String reason(Policy policy, Rule rule) {
        return rule.because().orElseGet(() -> of(policy, rule));
    }

    private static String conditions(Rule rule) {
        String when = and(rule.when().stream().map(Sentences::condition).toList());
        String unless = and(rule.unless().stream().map(Sentences::condition).toList());
        return (when.isEmpty() ? "" : " when " + when) + (unless.isEmpty() ? "" : ", unless " + unless);
    }

    /** Whom a policy covers, in the plural. */
    public static String who(Policy policy) {
        if (policy.strangers() == Strangers.ONLY) {
            return "strangers to the inventory";
        }
        Optional<Set<IdentityKind>> kinds = policy.covers().stream()
                .filter(Condition.KindIn.class::isInstance)
                .map(condition -> ((Condition.KindIn) condition).kinds())
                .findFirst();
        Optional<Boolean> ai = policy.covers().stream()
                .filter(Condition.Ai.class::isInstance)
                .map(condition -> ((Condition.Ai) condition).expected())
                .findFirst();
        List<String> rest = policy.covers().stream()
                .filter(condition -> !(condition instanceof Condition.KindIn) && !(condition instanceof Condition.Ai))
                .map(Sentences::condition)
                .toList();
        String noun = kinds.map(all -> or(
                        all.stream().sorted().map(kind -> plural(kind.words())).toList()))
                .orElse(policy.covers().isEmpty() ? "everybody" : "identities");
        noun = noun.replace("keys or tokens", "keys and tokens");
        String adjective =
                ai.map(is -> is ? (noun(kinds) ? "" : "AI ") : "non-AI ").orElse("");
        String which =
                ai.filter(is -> is && noun(kinds)).map(_ -> " that are AI").orElse("");
        String strangers = policy.strangers() == Strangers.INCLUDED ? ", strangers to the inventory too," : "";
        return adjective + noun + which + (rest.isEmpty() ? "" : " where " + and(rest)) + strangers;
    }

    private static boolean noun(Optional<Set<IdentityKind>> kinds) {
        return kinds.isPresent();
    }

    private static String plural(String words) {
        return words.equals("key or token") ? "keys or tokens" : words + "s";
    }

    private static String target(Target target) {
        return switch (target) {
            case Target.Capable(var phrase, Place _) -> phrase.inPlainWords();
            case Target.Named(String action, Optional<String> resource, Place _) ->
                "do '" + action + "'"
                        + resource.map(type -> " on '" + type + "'").orElse("");
        };
    }

    /** A clause: "its owner is known". */
    public static String condition(Condition condition) {
        return switch (condition) {
            case Condition.KindIn(var kinds) ->
                "it is a " + or(kinds.stream().sorted().map(IdentityKind::words).toList());
            case Condition.Ai(boolean expected) -> expected ? "it is AI" : "it is not AI";
            case Condition.FactIn(var fact, var names) ->
                switch (fact) {
                            case PROVIDER -> "the provider is ";
                            case PRODUCT -> "the product is ";
                            case PUBLISHER -> "the publisher is ";
                            case DEPARTMENT -> "the owner's department is ";
                        }
                        + or(sorted(names));
            case Condition.RiskIn(var tiers) ->
                "the risk is "
                        + or(tiers.stream()
                                .sorted()
                                .map(tier -> tier.name().toLowerCase(Locale.ROOT))
                                .toList());
            case Condition.Tagged(var tags, boolean expected) ->
                (expected ? "it is tagged " : "it is not tagged ") + or(sorted(tags));
            case Condition.OnApprovedList(boolean expected) ->
                expected ? "it is on record as approved" : "it is not on record as approved";
            case Condition.OwnerKnown(boolean expected) ->
                expected ? "somebody who works here answers for it" : "nobody who works here answers for it";
            case Condition.CredentialOlder(Duration age, boolean expected) ->
                "its oldest credential is " + (expected ? "older than " : "at most ") + span(age)
                        + (expected ? "" : " old");
            case Condition.ReachIn(var reaches) ->
                "the reach is "
                        + or(reaches.stream().sorted().map(Reach::wireName).toList());
            case Condition.Within(WeeklyHours hours) -> "it is " + hours(hours);
            case Condition.FromNetwork(var ranges) ->
                "the call comes from "
                        + or(ranges.stream().map(NetworkRange::toString).toList());
            case Condition.HumanPresent(boolean expected) -> expected ? "a human is present" : "no human is present";
            case Condition.Authenticated(var methods, Duration within) ->
                "the caller authenticated by " + or(sorted(methods))
                        + (within.isZero() ? "" : " in the last " + span(within));
            case Condition.Before(var until) -> "it is before " + until;
            case Condition.Stated(var attribute, Comparison comparison) -> attribute + " " + comparison(comparison);
        };
    }

    private static String comparison(Comparison comparison) {
        return switch (comparison) {
            case Comparison.OneOf(var texts) -> "is " + or(quoted(texts));
            case Comparison.NoneOf(var texts) -> "is not " + or(quoted(texts));
            case Comparison.Is(boolean truth) -> "is " + truth;
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

    /** "90 days". */
    public static String span(Duration span) {
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

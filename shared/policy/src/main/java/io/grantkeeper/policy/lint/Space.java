package io.grantkeeper.policy.lint;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.Reach;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.engine.RuleProbe;
import io.grantkeeper.policy.intent.Attribute;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Condition.Comparison;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.Target;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All situations that some rules can tell apart: for each thing that they ask for, one value of every sort that makes a
 * difference, "unknown" among them. What is true of all of these is true of all requests.
 */
final class Space {
    static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");

    /** How many situations are looked at before a question is given up without an answer. */
    private static final int MOST = 40_000;

    private static final String OTHER = "something-else";

    /** One value of a dimension. */
    private record Choice(Consumer<Situation> apply) {}

    /** What a search came to. */
    enum Answer {
        FOUND,
        NONE,
        GIVEN_UP
    }

    private final Map<String, Map<String, Choice>> dimensions = new LinkedHashMap<>();
    private final RequestMapping mapping;

    Space(List<RuleProbe> rules, RequestMapping mapping) {
        this.mapping = mapping;
        deeds(rules);
        // Instants first: ages and sign-ins are counted back from them.
        for (boolean instants : new boolean[] {true, false}) {
            for (RuleProbe probe : rules) {
                for (Condition condition : conditions(probe)) {
                    if (instants == (condition instanceof Condition.Before)) {
                        add(condition);
                    }
                }
            }
        }
        choice("standing", "known", situation -> situation.standing = Situation.Standing.KNOWN);
        choice("standing", "stranger", situation -> situation.standing = Situation.Standing.STRANGER);
        choice("standing", "other", situation -> situation.standing = Situation.Standing.OTHER);
    }

    private static List<Condition> conditions(RuleProbe probe) {
        return Stream.of(
                        probe.policy().covers(),
                        probe.rule().when(),
                        probe.rule().unless())
                .flatMap(List::stream)
                .toList();
    }

    private void choice(String dimension, String value, Consumer<Situation> apply) {
        dimensions.computeIfAbsent(dimension, _ -> new LinkedHashMap<>()).putIfAbsent(value, new Choice(apply));
    }

    /** One deed for each way in which the rules' capabilities cut the space of deeds. */
    private void deeds(List<RuleProbe> rules) {
        List<BitSet> closures = new ArrayList<>();
        for (RuleProbe probe : rules) {
            for (Target target : probe.rule().targets()) {
                switch (target) {
                    case Target.Capable(var phrase, var _) -> {
                        closures.add(probe.rule().effect() == Effect.ALLOW ? phrase.allowed() : phrase.restricted());
                        phrase.within().ifPresent(container -> {
                            choice("container", "?", _ -> {});
                            contained(container.wireName());
                            contained(container.wireName().equals("mail") ? "files" : "mail");
                        });
                    }
                    case Target.Named(String action, var type, var _) ->
                        asked("named " + action + " " + type, action, type.orElse("thing"));
                }
            }
        }
        Set<List<Boolean>> signatures = new HashSet<>();
        // Plain deeds first: an example about reading mail is better than one about everything.
        Stream.concat(
                        closures.stream().flatMap(closure -> closure.stream().mapToObj(Deed::ofIndex)),
                        Stream.of(Deed.ofIndex(0)))
                .sorted((one, other) -> Boolean.compare(
                        one.resource().wireName().equals("everything"),
                        other.resource().wireName().equals("everything")))
                .forEach(deed -> {
                    if (signatures.add(closures.stream()
                            .map(each -> each.get(deed.index()))
                            .toList())) {
                        asked(
                                deed.toString(),
                                deed.action().wireName(),
                                deed.resource().wireName());
                    }
                });
        asked("not understood", "unheard-of", "thing");
    }

    private void asked(String name, String action, String type) {
        choice("deed", name, situation -> {
            situation.action = action;
            situation.resource = type;
        });
    }

    private void contained(String type) {
        choice(
                "container",
                type,
                situation -> situation.state(
                        new Attribute(Attribute.Part.RESOURCE, RequestFacts.CONTAINER), AttributeValue.of(type)));
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.KindIn _ -> {
                for (IdentityKind kind : IdentityKind.values()) {
                    choice("kind", kind.code(), situation -> situation.kind = kind);
                }
            }
            case Condition.Ai _ -> {
                for (AiVerdict verdict : AiVerdict.values()) {
                    choice("ai", verdict.name(), situation -> situation.ai = verdict);
                }
            }
            case Condition.FactIn(var fact, var names) ->
                Stream.concat(names.stream().sorted(), Stream.of(OTHER))
                        .forEach(name -> choice("fact " + fact, name, situation -> put(situation, fact, name)));
            case Condition.RiskIn _ -> {
                for (Severity tier : Severity.values()) {
                    choice("risk", tier.name(), situation -> situation.risk = tier);
                }
            }
            case Condition.Tagged(var tags, boolean _) -> tags(tags);
            case Condition.OnApprovedList _ -> {
                choice("approved", "yes", situation -> situation.approved = true);
                choice("approved", "no", situation -> situation.approved = false);
            }
            case Condition.OwnerKnown _ -> {
                choice("owner", "yes", situation -> situation.ownerKnown = true);
                choice("owner", "no", situation -> situation.ownerKnown = false);
            }
            case Condition.CredentialOlder(Duration age, boolean _) -> {
                credential(age);
                credential(age.plusSeconds(1));
                choice("credential", "none", situation -> situation.credentialAge = Duration.ofSeconds(-1));
                choice("credential", "?", situation -> situation.credentialAge = null);
            }
            case Condition.ReachIn _ -> {
                for (Reach reach : Reach.values()) {
                    context("reach", reach.wireName(), RequestFacts.REACH, AttributeValue.of(reach.wireName()));
                }
                choice("reach", "?", _ -> {});
            }
            case Condition.Within(WeeklyHours hours) -> hours(hours);
            case Condition.FromNetwork(var ranges) -> {
                ranges.forEach(range -> address(NetworkRange.text(range.first())));
                for (String outside : List.of("203.0.113.99", "198.51.100.99", "2001:db8:9999::1")) {
                    address(outside);
                }
                choice("address", "?", _ -> {});
            }
            case Condition.HumanPresent _ -> {
                context("human", "yes", RequestFacts.HUMAN_PRESENT, AttributeValue.of(true));
                context("human", "no", RequestFacts.HUMAN_PRESENT, AttributeValue.of(false));
                choice("human", "?", _ -> {});
            }
            case Condition.Authenticated(var methods, var within) -> authenticated(methods, within);
            case Condition.Before(Instant until) -> {
                instant(until.minusMillis(1));
                instant(until);
                instant(MONDAY);
            }
            case Condition.Stated(var attribute, var comparison) -> stated(attribute, comparison);
        }
    }

    private static void put(Situation situation, Condition.Fact fact, String name) {
        switch (fact) {
            case PROVIDER -> situation.provider = name;
            case PRODUCT -> situation.product = name;
            case PUBLISHER -> situation.publisher = name;
            case DEPARTMENT -> situation.department = name;
        }
    }

    private void tags(Set<String> tags) {
        Set<String> all = new LinkedHashSet<>(tags);
        Map<String, Choice> known = dimensions.getOrDefault("tags", Map.of());
        known.keySet().forEach(each -> all.addAll(List.of(each.split("\n", -1))));
        all.remove("");
        choice("tags", "", situation -> situation.tags = Set.of());
        for (String one : all) {
            choice("tags", one, situation -> situation.tags = Set.of(one));
            for (String other : all) {
                if (one.compareTo(other) < 0) {
                    choice("tags", one + "\n" + other, situation -> situation.tags = Set.of(one, other));
                }
            }
        }
    }

    private void credential(Duration age) {
        choice("credential", age.toString(), situation -> situation.credentialAge = age);
    }

    private void context(String dimension, String value, String name, AttributeValue member) {
        choice(dimension, value, situation -> situation.context.put(name, member));
    }

    private void address(String address) {
        context("address", address, RequestFacts.ADDRESS, AttributeValue.of(address));
    }

    /** Within its hours and out of them, in the week of every instant that is looked at already. */
    private void hours(WeeklyHours hours) {
        instant(MONDAY);
        Set<String> instants =
                new LinkedHashSet<>(dimensions.getOrDefault("at", Map.of()).keySet());
        for (String known : instants) {
            LocalDate monday = Instant.parse(known)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            for (WeeklyHours.Span span : hours.spans()) {
                for (int minute : new int[] {span.first(), span.end() % WeeklyHours.WEEK}) {
                    instant(monday.atStartOfDay(hours.zone())
                            .plusDays(minute / 1440)
                            .withHour(minute % 1440 / 60)
                            .withMinute(minute % 60)
                            .toInstant());
                }
            }
        }
    }

    private void instant(Instant at) {
        choice("at", at.toString(), situation -> situation.at = at);
    }

    private void authenticated(Set<String> methods, Duration within) {
        methods.stream()
                .sorted()
                .forEach(method -> context("methods", method, RequestFacts.METHODS, AttributeValue.of(method)));
        context("methods", "other", RequestFacts.METHODS, AttributeValue.of("pwd"));
        choice("methods", "?", _ -> {});
        choice("since", "?", _ -> {});
        for (Duration ago : List.of(within, within.plusSeconds(1))) {
            choice(
                    "since",
                    ago.toString(),
                    situation -> situation.context.put(
                            RequestFacts.AUTHENTICATED_AT,
                            AttributeValue.of(situation.at.minus(ago).getEpochSecond())));
        }
    }

    private void stated(Attribute attribute, Comparison comparison) {
        String dimension = "stated " + attribute;
        switch (comparison) {
            case Comparison.OneOf(var texts) -> texts(attribute, texts);
            case Comparison.NoneOf(var texts) -> texts(attribute, texts);
            case Comparison.Is _ -> {
                choice(dimension, "?", _ -> {});
                choice(dimension, "true", situation -> situation.state(attribute, AttributeValue.of(true)));
                choice(dimension, "false", situation -> situation.state(attribute, AttributeValue.of(false)));
            }
            case Comparison.Between(long least, long most) -> {
                choice(dimension, "?", _ -> {});
                for (long number : new long[] {
                    least, most, Math.max(least, Long.MIN_VALUE + 1) - 1, Math.min(most, Long.MAX_VALUE - 1) + 1
                }) {
                    choice(
                            dimension,
                            String.valueOf(number),
                            situation -> situation.state(attribute, AttributeValue.of(number)));
                }
            }
            case Comparison.SameAs(Attribute other) -> {
                texts(attribute, Set.of("this", "that"));
                texts(other, Set.of("this", "that"));
            }
        }
    }

    private void texts(Attribute attribute, Set<String> texts) {
        String dimension = "stated " + attribute;
        if (!attribute.isIdentifier()) {
            choice(dimension, "?", _ -> {});
        }
        Stream.concat(texts.stream().sorted(), Stream.of(OTHER))
                .forEach(text -> choice(dimension, text, situation -> identify(situation, attribute, text)));
    }

    private static void identify(Situation situation, Attribute attribute, String text) {
        if (!attribute.isIdentifier()) {
            situation.state(attribute, AttributeValue.of(text));
        } else if (attribute.part() == Attribute.Part.ACTION) {
            situation.action = text;
        } else if (attribute.part() == Attribute.Part.RESOURCE) {
            if (attribute.name().equals("id")) {
                situation.resourceId = text;
            } else {
                situation.resource = text;
            }
        } else if (attribute.name().equals("id")) {
            situation.subjectId = text;
        } else {
            situation.subjectType = text;
        }
    }

    /**
     * Looks for a situation in which a rule holds and something else is so too.
     *
     * @param found is handed each of them, and answers whether that is enough
     */
    Answer search(RuleProbe rule, Predicate<Situation> found) {
        return new Search(rule, found).run();
    }

    RequestFacts facts(Situation situation) {
        return new RequestFacts(situation.request(), situation.subject(), mapping);
    }

    /** Depth first, with those values dropped from the start that by themselves keep the rule from holding. */
    private final class Search {
        private final RuleProbe rule;
        private final Predicate<Situation> found;
        private final List<List<Choice>> order = new ArrayList<>();
        private int looked;

        private Search(RuleProbe rule, Predicate<Situation> found) {
            this.rule = rule;
            this.found = found;
        }

        private Answer run() {
            Map<String, List<Choice>> viable = new LinkedHashMap<>();
            // First, since other choices count back from it.
            viable.put("at", List.of(new Choice(situation -> situation.at = MONDAY)));
            dimensions.forEach((name, choices) -> viable.put(
                    name,
                    choices.values().stream()
                            .filter(choice -> viable(name, choice))
                            .toList()));
            order.addAll(viable.values());
            if (order.stream().anyMatch(List::isEmpty)) {
                return Answer.NONE;
            }
            boolean enough = descend(0, new ArrayList<>());
            return enough ? Answer.FOUND : looked > MOST ? Answer.GIVEN_UP : Answer.NONE;
        }

        /** Of conditions that look at one dimension only, whatever else there is. */
        private boolean viable(String dimension, Choice choice) {
            Situation situation = new Situation();
            choice.apply().accept(situation);
            RequestFacts facts = facts(situation);
            for (Condition condition : Stream.concat(rule.policy().covers().stream(), rule.rule().when().stream())
                    .toList()) {
                if (dimension.equals(only(condition)) && !rule.meets(condition, facts)) {
                    return false;
                }
            }
            return true;
        }

        private boolean descend(int depth, List<Choice> chosen) {
            if (looked > MOST) {
                return false;
            }
            if (depth == order.size()) {
                looked++;
                Situation situation = new Situation();
                chosen.forEach(choice -> choice.apply().accept(situation));
                return rule.holds(facts(situation)) && found.test(situation);
            }
            for (Choice choice : order.get(depth)) {
                chosen.add(choice);
                if (descend(depth + 1, chosen)) {
                    return true;
                }
                chosen.removeLast();
            }
            return false;
        }
    }

    /** The dimension that alone decides a condition for an identity of the inventory; empty where there is none. */
    private static String only(Condition condition) {
        return switch (condition) {
            case Condition.ReachIn _ -> "reach";
            case Condition.FromNetwork _ -> "address";
            case Condition.HumanPresent _ -> "human";
            case Condition.Within _, Condition.Before _ -> "at";
            case Condition.Stated(var attribute, Comparison.OneOf _)
            when !attribute.isIdentifier() -> "stated " + attribute;
            case Condition.Stated(var attribute, Comparison.NoneOf _)
            when !attribute.isIdentifier() -> "stated " + attribute;
            case Condition.Stated(var attribute, Comparison.Is _) -> "stated " + attribute;
            case Condition.Stated(var attribute, Comparison.Between _) -> "stated " + attribute;
            case Condition.Stated _,
                    Condition.KindIn _,
                    Condition.Ai _,
                    Condition.FactIn _,
                    Condition.RiskIn _,
                    Condition.Tagged _,
                    Condition.OnApprovedList _,
                    Condition.OwnerKnown _,
                    Condition.CredentialOlder _,
                    Condition.Authenticated _ -> "";
        };
    }
}

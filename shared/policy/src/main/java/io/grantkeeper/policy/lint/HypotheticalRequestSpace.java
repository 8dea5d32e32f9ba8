package io.grantkeeper.policy.lint;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.CapabilityReach;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.engine.SingleRuleEvaluator;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyCondition.Comparison;
import io.grantkeeper.policy.intent.RequestAttribute;
import io.grantkeeper.policy.intent.RuleTarget;
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
 * All situations that the conditions of the given rules can distinguish. For every input of these conditions, the space
 * contains one value for each case that makes a difference, including "unknown". A statement that is true for all these
 * situations is true for all requests.
 */
final class HypotheticalRequestSpace {
    static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");

    /** The maximum number of situations that a search tries before it gives up. */
    private static final int MOST = 40_000;

    private static final String OTHER = "something-else";

    /** One possible value of an input, as a change to a situation. */
    private record Choice(Consumer<HypotheticalRequest> apply) {}

    /** The result of a search: whether it found a situation. */
    enum SearchResult {
        FOUND,
        NONE,
        GIVEN_UP
    }

    private final Map<String, Map<String, Choice>> dimensions = new LinkedHashMap<>();
    private final RequestCapabilityMapping mapping;

    HypotheticalRequestSpace(List<SingleRuleEvaluator> rules, RequestCapabilityMapping mapping) {
        this.mapping = mapping;
        addCapabilities(rules);
        // Times are added first, because ages and sign-in times depend on the time of the request.
        for (boolean instants : new boolean[] {true, false}) {
            for (SingleRuleEvaluator probe : rules) {
                for (PolicyCondition condition : conditions(probe)) {
                    if (instants == (condition instanceof PolicyCondition.Before)) {
                        add(condition);
                    }
                }
            }
        }
        addChoice("standing", "known", situation -> situation.standing = HypotheticalRequest.SubjectType.KNOWN);
        addChoice("standing", "stranger", situation -> situation.standing = HypotheticalRequest.SubjectType.STRANGER);
        addChoice("standing", "other", situation -> situation.standing = HypotheticalRequest.SubjectType.OTHER);
    }

    private static List<PolicyCondition> conditions(SingleRuleEvaluator probe) {
        return Stream.of(
                        probe.policy().covers(),
                        probe.rule().when(),
                        probe.rule().unless())
                .flatMap(List::stream)
                .toList();
    }

    private void addChoice(String dimension, String value, Consumer<HypotheticalRequest> apply) {
        dimensions.computeIfAbsent(dimension, _ -> new LinkedHashMap<>()).putIfAbsent(value, new Choice(apply));
    }

    /** Adds capabilities: one from each group of capabilities that the rules' phrases do not distinguish. */
    private void addCapabilities(List<SingleRuleEvaluator> rules) {
        List<BitSet> closures = new ArrayList<>();
        for (SingleRuleEvaluator probe : rules) {
            for (RuleTarget target : probe.rule().targets()) {
                switch (target) {
                    case RuleTarget.Capable(var phrase, var _) -> {
                        closures.add(probe.rule().effect() == Effect.ALLOW ? phrase.allowed() : phrase.restricted());
                        phrase.within().ifPresent(container -> {
                            addChoice("container", "?", _ -> {});
                            addContainer(container.wireName());
                            addContainer(container.wireName().equals("mail") ? "files" : "mail");
                        });
                    }
                    case RuleTarget.Named(String action, var type, var _) ->
                        addRequest("named " + action + " " + type, action, type.orElse("thing"));
                }
            }
        }
        Set<List<Boolean>> signatures = new HashSet<>();
        // Specific capabilities come first: an example about reading mail is more useful than one about everything.
        Stream.concat(
                        closures.stream().flatMap(closure -> closure.stream().mapToObj(CapabilityClass::ofIndex)),
                        Stream.of(CapabilityClass.ofIndex(0)))
                .sorted((one, other) -> Boolean.compare(
                        one.resource().wireName().equals("everything"),
                        other.resource().wireName().equals("everything")))
                .forEach(deed -> {
                    if (signatures.add(closures.stream()
                            .map(each -> each.get(deed.index()))
                            .toList())) {
                        addRequest(
                                deed.toString(),
                                deed.action().wireName(),
                                deed.resource().wireName());
                    }
                });
        addRequest("not understood", "unheard-of", "thing");
    }

    private void addRequest(String name, String action, String type) {
        addChoice("deed", name, situation -> {
            situation.action = action;
            situation.resource = type;
        });
    }

    private void addContainer(String type) {
        addChoice(
                "container",
                type,
                situation -> situation.state(
                        new RequestAttribute(RequestAttribute.Part.RESOURCE, RequestFacts.CONTAINER),
                        AttributeValue.of(type)));
    }

    private void add(PolicyCondition condition) {
        switch (condition) {
            case PolicyCondition.KindIn _ -> {
                for (IdentityKind kind : IdentityKind.values()) {
                    addChoice("kind", kind.code(), situation -> situation.kind = kind);
                }
            }
            case PolicyCondition.Ai _ -> {
                for (AiVerdict verdict : AiVerdict.values()) {
                    addChoice("ai", verdict.name(), situation -> situation.ai = verdict);
                }
            }
            case PolicyCondition.FactIn(var fact, var names) ->
                Stream.concat(names.stream().sorted(), Stream.of(OTHER))
                        .forEach(name -> addChoice("fact " + fact, name, situation -> put(situation, fact, name)));
            case PolicyCondition.RiskIn _ -> {
                for (Severity tier : Severity.values()) {
                    addChoice("risk", tier.name(), situation -> situation.risk = tier);
                }
            }
            case PolicyCondition.Tagged(var tags, boolean _) -> addTags(tags);
            case PolicyCondition.OnApprovedList _ -> {
                addChoice("approved", "yes", situation -> situation.approved = true);
                addChoice("approved", "no", situation -> situation.approved = false);
            }
            case PolicyCondition.OwnerKnown _ -> {
                addChoice("owner", "yes", situation -> situation.ownerKnown = true);
                addChoice("owner", "no", situation -> situation.ownerKnown = false);
            }
            case PolicyCondition.CredentialOlder(Duration age, boolean _) -> {
                addCredentialAge(age);
                addCredentialAge(age.plusSeconds(1));
                addChoice("credential", "none", situation -> situation.credentialAge = Duration.ofSeconds(-1));
                addChoice("credential", "?", situation -> situation.credentialAge = null);
            }
            case PolicyCondition.ReachIn _ -> {
                for (CapabilityReach reach : CapabilityReach.values()) {
                    addContext("reach", reach.wireName(), RequestFacts.REACH, AttributeValue.of(reach.wireName()));
                }
                addChoice("reach", "?", _ -> {});
            }
            case PolicyCondition.Within(WeeklyHours hours) -> addHours(hours);
            case PolicyCondition.FromNetwork(var ranges) -> {
                ranges.forEach(range -> addAddress(NetworkRange.text(range.first())));
                for (String outside : List.of("203.0.113.99", "198.51.100.99", "2001:db8:9999::1")) {
                    addAddress(outside);
                }
                addChoice("address", "?", _ -> {});
            }
            case PolicyCondition.Flagged(var flag, var _) -> {
                addContext(flag.field(), "yes", flag.contextMember(), AttributeValue.of(true));
                addContext(flag.field(), "no", flag.contextMember(), AttributeValue.of(false));
                addChoice(flag.field(), "?", _ -> {});
            }
            case PolicyCondition.Authenticated(var methods, var within) -> addAuthentication(methods, within);
            case PolicyCondition.Before(Instant until) -> {
                addInstant(until.minusMillis(1));
                addInstant(until);
                addInstant(MONDAY);
            }
            case PolicyCondition.Stated(var attribute, var comparison) -> addStated(attribute, comparison);
        }
    }

    private static void put(HypotheticalRequest situation, PolicyCondition.Fact fact, String name) {
        switch (fact) {
            case PROVIDER -> situation.provider = name;
            case PRODUCT -> situation.product = name;
            case PUBLISHER -> situation.publisher = name;
            case DEPARTMENT -> situation.department = name;
        }
    }

    private void addTags(Set<String> tags) {
        Set<String> all = new LinkedHashSet<>(tags);
        Map<String, Choice> known = dimensions.getOrDefault("tags", Map.of());
        known.keySet().forEach(each -> all.addAll(List.of(each.split("\n", -1))));
        all.remove("");
        addChoice("tags", "", situation -> situation.tags = Set.of());
        for (String one : all) {
            addChoice("tags", one, situation -> situation.tags = Set.of(one));
            for (String other : all) {
                if (one.compareTo(other) < 0) {
                    addChoice("tags", one + "\n" + other, situation -> situation.tags = Set.of(one, other));
                }
            }
        }
    }

    private void addCredentialAge(Duration age) {
        addChoice("credential", age.toString(), situation -> situation.credentialAge = age);
    }

    private void addContext(String dimension, String value, String name, AttributeValue member) {
        addChoice(dimension, value, situation -> situation.context.put(name, member));
    }

    private void addAddress(String address) {
        addContext("address", address, RequestFacts.ADDRESS, AttributeValue.of(address));
    }

    /** Adds times inside and outside the hours, in the week of each previously added time. */
    private void addHours(WeeklyHours hours) {
        addInstant(MONDAY);
        Set<String> instants =
                new LinkedHashSet<>(dimensions.getOrDefault("at", Map.of()).keySet());
        for (String known : instants) {
            LocalDate monday = Instant.parse(known)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            for (WeeklyHours.Span span : hours.spans()) {
                for (int minute : new int[] {span.first(), span.end() % WeeklyHours.WEEK}) {
                    addInstant(monday.atStartOfDay(hours.zone())
                            .plusDays(minute / 1440)
                            .withHour(minute % 1440 / 60)
                            .withMinute(minute % 60)
                            .toInstant());
                }
            }
        }
    }

    private void addInstant(Instant at) {
        addChoice("at", at.toString(), situation -> situation.at = at);
    }

    private void addAuthentication(Set<String> methods, Duration within) {
        methods.stream()
                .sorted()
                .forEach(method -> addContext("methods", method, RequestFacts.METHODS, AttributeValue.of(method)));
        addContext("methods", "other", RequestFacts.METHODS, AttributeValue.of("pwd"));
        addChoice("methods", "?", _ -> {});
        addChoice("since", "?", _ -> {});
        for (Duration ago : List.of(within, within.plusSeconds(1))) {
            addChoice(
                    "since",
                    ago.toString(),
                    situation -> situation.context.put(
                            RequestFacts.AUTHENTICATED_AT,
                            AttributeValue.of(situation.at.minus(ago).getEpochSecond())));
        }
    }

    private void addStated(RequestAttribute attribute, Comparison comparison) {
        String dimension = "stated " + attribute;
        switch (comparison) {
            case Comparison.OneOf(var texts) -> addTexts(attribute, texts);
            case Comparison.NoneOf(var texts) -> addTexts(attribute, texts);
            case Comparison.Is _ -> {
                addChoice(dimension, "?", _ -> {});
                addChoice(dimension, "true", situation -> situation.state(attribute, AttributeValue.of(true)));
                addChoice(dimension, "false", situation -> situation.state(attribute, AttributeValue.of(false)));
            }
            case Comparison.Between(long least, long most) -> {
                addChoice(dimension, "?", _ -> {});
                for (long number : new long[] {
                    least, most, Math.max(least, Long.MIN_VALUE + 1) - 1, Math.min(most, Long.MAX_VALUE - 1) + 1
                }) {
                    addChoice(
                            dimension,
                            String.valueOf(number),
                            situation -> situation.state(attribute, AttributeValue.of(number)));
                }
            }
            case Comparison.SameAs(RequestAttribute other) -> {
                addTexts(attribute, Set.of("this", "that"));
                addTexts(other, Set.of("this", "that"));
            }
        }
    }

    private void addTexts(RequestAttribute attribute, Set<String> texts) {
        String dimension = "stated " + attribute;
        if (!attribute.isIdentifier()) {
            addChoice(dimension, "?", _ -> {});
        }
        Stream.concat(texts.stream().sorted(), Stream.of(OTHER))
                .forEach(text -> addChoice(dimension, text, situation -> identify(situation, attribute, text)));
    }

    private static void identify(HypotheticalRequest situation, RequestAttribute attribute, String text) {
        if (!attribute.isIdentifier()) {
            situation.state(attribute, AttributeValue.of(text));
        } else if (attribute.part() == RequestAttribute.Part.ACTION) {
            situation.action = text;
        } else if (attribute.part() == RequestAttribute.Part.RESOURCE) {
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
     * Searches for a situation in which a rule applies.
     *
     * @param found receives each situation in which the rule applies, and returns whether to stop the search
     */
    SearchResult search(SingleRuleEvaluator rule, Predicate<HypotheticalRequest> found) {
        return new Search(rule, found).run();
    }

    RequestFacts facts(HypotheticalRequest situation) {
        return new RequestFacts(situation.request(), situation.subject(), mapping);
    }

    /** A depth-first search. Before it starts, it removes each value that alone prevents the rule from applying. */
    private final class Search {
        private final SingleRuleEvaluator rule;
        private final Predicate<HypotheticalRequest> found;
        private final List<List<Choice>> order = new ArrayList<>();
        private int looked;

        private Search(SingleRuleEvaluator rule, Predicate<HypotheticalRequest> found) {
            this.rule = rule;
            this.found = found;
        }

        private SearchResult run() {
            Map<String, List<Choice>> viable = new LinkedHashMap<>();
            // The time is chosen first, because other values depend on it.
            viable.put("at", List.of(new Choice(situation -> situation.at = MONDAY)));
            dimensions.forEach((name, choices) -> viable.put(
                    name,
                    choices.values().stream()
                            .filter(choice -> isViable(name, choice))
                            .toList()));
            order.addAll(viable.values());
            if (order.stream().anyMatch(List::isEmpty)) {
                return SearchResult.NONE;
            }
            boolean enough = descend(0, new ArrayList<>());
            return enough ? SearchResult.FOUND : looked > MOST ? SearchResult.GIVEN_UP : SearchResult.NONE;
        }

        /**
         * Returns whether a value meets every condition that depends only on its dimension. The values in other
         * dimensions do not matter.
         */
        private boolean isViable(String dimension, Choice choice) {
            HypotheticalRequest situation = new HypotheticalRequest();
            choice.apply().accept(situation);
            RequestFacts facts = facts(situation);
            for (PolicyCondition condition : Stream.concat(rule.policy().covers().stream(), rule.rule().when().stream())
                    .toList()) {
                if (dimension.equals(soleDimension(condition)) && !rule.isMet(condition, facts)) {
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
                HypotheticalRequest situation = new HypotheticalRequest();
                chosen.forEach(choice -> choice.apply().accept(situation));
                return rule.applies(facts(situation)) && found.test(situation);
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

    /**
     * Returns the dimension that alone determines the value of a condition if the subject is an identity in the
     * inventory; an empty string if there is no such dimension.
     */
    private static String soleDimension(PolicyCondition condition) {
        return switch (condition) {
            case PolicyCondition.ReachIn _ -> "reach";
            case PolicyCondition.FromNetwork _ -> "address";
            case PolicyCondition.Flagged(var flag, var _) -> flag.field();
            case PolicyCondition.Within _, PolicyCondition.Before _ -> "at";
            case PolicyCondition.Stated(var attribute, Comparison.OneOf _)
            when !attribute.isIdentifier() -> "stated " + attribute;
            case PolicyCondition.Stated(var attribute, Comparison.NoneOf _)
            when !attribute.isIdentifier() -> "stated " + attribute;
            case PolicyCondition.Stated(var attribute, Comparison.Is _) -> "stated " + attribute;
            case PolicyCondition.Stated(var attribute, Comparison.Between _) -> "stated " + attribute;
            case PolicyCondition.Stated _,
                    PolicyCondition.KindIn _,
                    PolicyCondition.Ai _,
                    PolicyCondition.FactIn _,
                    PolicyCondition.RiskIn _,
                    PolicyCondition.Tagged _,
                    PolicyCondition.OnApprovedList _,
                    PolicyCondition.OwnerKnown _,
                    PolicyCondition.CredentialOlder _,
                    PolicyCondition.Authenticated _ -> "";
        };
    }
}

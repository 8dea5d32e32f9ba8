package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.Reach;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code covers}, {@code when} and {@code unless}. */
final class ConditionReader {
    static final Set<String> COVERS = Set.of(
            "kinds",
            "ai",
            "providers",
            "products",
            "publishers",
            "departments",
            "risk",
            "tags",
            "without-tags",
            "approved",
            "strangers");
    static final Set<String> CONDITIONS = Set.of(
            "reach",
            "time",
            "network",
            "human-present",
            "owner-known",
            "approved",
            "credential-age",
            "authentication",
            "approved-until",
            "where");

    private static final String COMPARED =
            "a text, a whole number, true or false, a list of texts, or a mapping such as {at-least: 5}";
    private static final String NAMES = "a name or a list of names";
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})(m|h|d|w)");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z)?");
    private static final List<Severity> TIERS =
            List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

    private final List<Mistake> mistakes;

    ConditionReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    List<Condition> covers(Fields fields) {
        List<Condition> found = new ArrayList<>();
        fields.oneOrMore(
                        "kinds",
                        "a kind of identity",
                        Fields.oneOf(Arrays.asList(IdentityKind.values()), IdentityKind::code))
                .ifPresent(kinds -> found.add(new Condition.KindIn(kinds)));
        fields.truth("ai").ifPresent(ai -> found.add(new Condition.Ai(ai)));
        names(fields, "providers", Condition.Fact.PROVIDER, found);
        names(fields, "products", Condition.Fact.PRODUCT, found);
        names(fields, "publishers", Condition.Fact.PUBLISHER, found);
        names(fields, "departments", Condition.Fact.DEPARTMENT, found);
        chosen(fields, "risk", TIERS, tier -> tier.name().toLowerCase(Locale.ROOT))
                .ifPresent(tiers -> found.add(new Condition.RiskIn(tiers)));
        fields.oneOrMore("tags", "a tag", Function.identity())
                .ifPresent(tags -> found.add(new Condition.Tagged(tags, true)));
        fields.oneOrMore("without-tags", "a tag", Function.identity())
                .ifPresent(tags -> found.add(new Condition.Tagged(tags, false)));
        fields.truth("approved").ifPresent(approved -> found.add(new Condition.OnApprovedList(approved)));
        return found;
    }

    private static void names(Fields fields, String field, Condition.Fact fact, List<Condition> found) {
        fields.oneOrMore(field, NAMES, Function.identity())
                .ifPresent(names -> found.add(new Condition.FactIn(fact, names)));
    }

    List<Condition> conditions(Fields fields) {
        List<Condition> found = new ArrayList<>();
        if (fields.isEmpty()) {
            mistakes.add(new Mistake(
                    fields.place(), fields.pathOf("").replaceAll("\\.$", ""), "is empty; leave it out, or say when"));
        }
        chosen(fields, "reach", Arrays.asList(Reach.values()), Reach::wireName)
                .ifPresent(reaches -> found.add(new Condition.ReachIn(reaches)));
        fields.member("time")
                .flatMap(yaml -> time(fields, yaml))
                .ifPresent(hours -> found.add(new Condition.Within(hours)));
        fields.oneOrMore("network", "a range of addresses", NetworkRange::parse)
                .ifPresent(ranges -> found.add(new Condition.FromNetwork(List.copyOf(ranges))));
        fields.truth("human-present").ifPresent(present -> found.add(new Condition.HumanPresent(present)));
        fields.truth("owner-known").ifPresent(known -> found.add(new Condition.OwnerKnown(known)));
        fields.truth("approved").ifPresent(approved -> found.add(new Condition.OnApprovedList(approved)));
        fields.member("credential-age").ifPresent(yaml -> age(fields, yaml, found));
        fields.member("authentication")
                .flatMap(yaml -> authentication(fields, yaml))
                .ifPresent(found::add);
        fields.value("approved-until", "a date or an instant", ConditionReader::end)
                .ifPresent(end -> found.add(new Condition.Before(end)));
        fields.member("where").ifPresent(yaml -> where(fields, yaml, found));
        return found;
    }

    /** A list of values, or {@code at-least} or {@code at-most} one of them. */
    private <T extends Enum<T>> Optional<Set<T>> chosen(
            Fields fields, String field, List<T> values, Function<T, String> code) {
        Optional<Yaml> yaml = fields.member(field);
        if (yaml.isEmpty() || !(yaml.get() instanceof Yaml.Mapping)) {
            return fields.oneOrMore(field, "one of " + codes(values, code), Fields.oneOf(values, code));
        }
        return Fields.of(fields.pathOf(field), yaml.get(), Set.of("at-least", "at-most"), mistakes)
                .flatMap(bounds -> {
                    if (bounds.isEmpty()) {
                        bounds.missing("at-least", "give the lowest that is meant, or at-most the highest");
                        return Optional.empty();
                    }
                    Optional<T> least =
                            bounds.value("at-least", "one of " + codes(values, code), Fields.oneOf(values, code));
                    Optional<T> most =
                            bounds.value("at-most", "one of " + codes(values, code), Fields.oneOf(values, code));
                    if (least.isEmpty() == bounds.member("at-least").isPresent()
                            || most.isEmpty() == bounds.member("at-most").isPresent()) {
                        return Optional.empty();
                    }
                    T low = least.orElse(values.getFirst());
                    T high = most.orElse(values.getLast());
                    if (low.compareTo(high) > 0) {
                        fields.wrong(
                                yaml.get(),
                                fields.pathOf(field),
                                "nothing is at least %s and at most %s".formatted(code.apply(low), code.apply(high)));
                        return Optional.empty();
                    }
                    return Optional.of(EnumSet.range(low, high));
                });
    }

    private static <T> String codes(List<T> values, Function<T, String> code) {
        return String.join(", ", values.stream().map(code).toList());
    }

    private Optional<WeeklyHours> time(Fields parent, Yaml yaml) {
        return Fields.of(parent.pathOf("time"), yaml, Set.of("days", "from", "until", "zone"), mistakes)
                .flatMap(fields -> {
                    Optional<Set<Set<DayOfWeek>>> days = fields.oneOrMore(
                            "days", "a day such as monday, or weekdays, or weekend", ConditionReader::days);
                    Optional<LocalTime> from = fields.value("from", "a time such as \"08:00\"", ConditionReader::time);
                    Optional<LocalTime> until =
                            fields.value("until", "a time such as \"18:00\"", ConditionReader::time);
                    Optional<ZoneId> zone = fields.value("zone", "a zone such as Europe/Berlin", ConditionReader::zone);
                    if (fields.member("zone").isEmpty()) {
                        fields.missing("zone", "say by whose clock, for example Europe/Berlin");
                    }
                    if (fields.member("from").isPresent()
                            != fields.member("until").isPresent()) {
                        fields.missing(
                                fields.member("from").isPresent() ? "until" : "from",
                                "hours have a beginning and an end");
                    }
                    if (from.isPresent() && from.equals(until) && !from.get().equals(LocalTime.MIDNIGHT)) {
                        fields.wrong(
                                yaml,
                                fields.pathOf("until"),
                                "is the same as 'from'; leave both out where the whole day is meant");
                        return Optional.empty();
                    }
                    if (fields.member("days").isEmpty() && fields.member("from").isEmpty()) {
                        fields.missing("days", "say which days, or from when until when");
                    }
                    if (zone.isEmpty()
                            || days.isEmpty() == fields.member("days").isPresent()
                            || from.isPresent() != until.isPresent()) {
                        return Optional.empty();
                    }
                    EnumSet<DayOfWeek> all = days.map(sets -> {
                                EnumSet<DayOfWeek> union = EnumSet.noneOf(DayOfWeek.class);
                                sets.forEach(union::addAll);
                                return union;
                            })
                            .orElse(EnumSet.allOf(DayOfWeek.class));
                    return Optional.of(new WeeklyHours(
                            all, from.orElse(LocalTime.MIDNIGHT), until.orElse(LocalTime.MIDNIGHT), zone.get()));
                });
    }

    private static Set<DayOfWeek> days(String text) {
        return switch (text) {
            case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
            case "weekend" -> EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            default ->
                EnumSet.of(Fields.oneOf(
                                Arrays.asList(DayOfWeek.values()),
                                day -> day.name().toLowerCase(Locale.ROOT))
                        .apply(text));
        };
    }

    private static LocalTime time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no time of day; write hours and minutes such as \"08:00\", midnight as \"00:00\""
                            .formatted(text));
        }
        return LocalTime.of(Integer.parseInt(text.substring(0, 2)), Integer.parseInt(text.substring(3)));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time zone; write one of the tz database such as Europe/Berlin, or UTC".formatted(text),
                    e);
        }
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no span of time; write a whole number with m, h, d or w, such as 90d".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }

    private void age(Fields parent, Yaml yaml, List<Condition> found) {
        Fields.of(parent.pathOf("credential-age"), yaml, Set.of("over", "at-most"), mistakes)
                .ifPresent(fields -> {
                    if (fields.member("over").isPresent()
                            == fields.member("at-most").isPresent()) {
                        fields.missing("over", "give either over or at-most, for example 'over: 90d'");
                        return;
                    }
                    fields.value("over", "a span of time such as 90d", ConditionReader::duration)
                            .ifPresent(age -> found.add(new Condition.CredentialOlder(age, true)));
                    fields.value("at-most", "a span of time such as 90d", ConditionReader::duration)
                            .ifPresent(age -> found.add(new Condition.CredentialOlder(age, false)));
                });
    }

    private Optional<Condition> authentication(Fields parent, Yaml yaml) {
        return Fields.of(parent.pathOf("authentication"), yaml, Set.of("methods", "within"), mistakes)
                .flatMap(fields -> {
                    Optional<Set<String>> methods = fields.oneOrMore(
                            "methods", "an authentication method of RFC 8176, such as mfa or hwk", Function.identity());
                    Optional<Duration> within =
                            fields.value("within", "a span of time such as 15m", ConditionReader::duration);
                    if (fields.member("methods").isEmpty()) {
                        fields.missing("methods", "name at least one of RFC 8176, such as mfa or hwk");
                    }
                    if (within.isEmpty() && fields.member("within").isPresent()) {
                        return Optional.empty();
                    }
                    return methods.map(all -> new Condition.Authenticated(all, within.orElse(Duration.ZERO)));
                });
    }

    /** A date counts until its end, in UTC. */
    private static Instant end(String text) {
        try {
            if (!DATE.matcher(text).matches()) {
                throw new DateTimeException("of another form");
            }
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no date; write one such as 2027-03-31 or 2027-03-31T18:00:00Z".formatted(text), e);
        }
    }

    private void where(Fields parent, Yaml yaml, List<Condition> found) {
        if (!(yaml instanceof Yaml.Mapping mapping) || mapping.members().isEmpty()) {
            parent.wrong(
                    yaml,
                    parent.pathOf("where"),
                    "must be a mapping such as {resource.status: archived}, but is " + yaml.shape());
            return;
        }
        for (Yaml.Member member : mapping.members().values()) {
            String field = parent.pathOf("where") + "." + member.key();
            Optional<Attribute> attribute = Attribute.parse(member.key());
            if (attribute.isEmpty()) {
                mistakes.add(new Mistake(
                        member.keyPlace(),
                        field,
                        "must be subject, action, resource or context, a dot and a name, such as resource.status"));
                continue;
            }
            comparison(parent, field, member.value())
                    .ifPresent(comparison -> found.add(new Condition.Stated(attribute.get(), comparison)));
        }
    }

    private Optional<Condition.Comparison> comparison(Fields parent, String field, Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _)
            when kind == Yaml.Scalar.Kind.TRUTH ->
                Optional.of(new Condition.Comparison.Is(
                        value.toLowerCase(Locale.ROOT).equals("true")));
            case Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _)
            when kind == Yaml.Scalar.Kind.WHOLE -> {
                long number = Long.parseLong(value);
                yield Optional.of(new Condition.Comparison.Between(number, number));
            }
            case Yaml.Scalar(String _, Yaml.Scalar.Kind kind, Place _)
            when kind == Yaml.Scalar.Kind.FRACTION || kind == Yaml.Scalar.Kind.NOTHING -> {
                parent.wrong(yaml, field, "must be %s, but is %s".formatted(COMPARED, yaml.shape()));
                yield Optional.empty();
            }
            case Yaml.Scalar _, Yaml.Sequence _ ->
                parent.oneOrMore(field, yaml, "a text", Function.<String>identity())
                        .map(Condition.Comparison.OneOf::new);
            case Yaml.Mapping _ ->
                Fields.of(field, yaml, Set.of("not", "same-as", "at-least", "at-most"), mistakes)
                        .flatMap(this::comparison);
        };
    }

    private Optional<Condition.Comparison> comparison(Fields fields) {
        boolean not = fields.member("not").isPresent();
        boolean same = fields.member("same-as").isPresent();
        boolean bounds = fields.member("at-least").isPresent()
                || fields.member("at-most").isPresent();
        if ((not ? 1 : 0) + (same ? 1 : 0) + (bounds ? 1 : 0) != 1) {
            fields.missing("not", "give one of not, same-as, or at-least and at-most");
            return Optional.empty();
        }
        if (not) {
            return fields.oneOrMore("not", "a text", Function.<String>identity())
                    .map(Condition.Comparison.NoneOf::new);
        }
        if (same) {
            return fields.value(
                    "same-as",
                    "a value of the request such as subject.email",
                    path -> new Condition.Comparison.SameAs(Attribute.parse(path)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "'%s' is no value of a request; write one such as subject.email"
                                            .formatted(path)))));
        }
        Optional<Long> least = whole(fields, "at-least", Long.MIN_VALUE);
        Optional<Long> most = whole(fields, "at-most", Long.MAX_VALUE);
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            fields.member("at-least")
                    .ifPresent(yaml -> fields.wrong(
                            yaml,
                            fields.pathOf("at-least"),
                            "nothing is at least %d and at most %d".formatted(least.get(), most.get())));
            return Optional.empty();
        }
        return least.isPresent() && most.isPresent()
                ? Optional.of(new Condition.Comparison.Between(least.get(), most.get()))
                : Optional.empty();
    }

    private static Optional<Long> whole(Fields fields, String name, long otherwise) {
        Optional<Yaml> yaml = fields.member(name);
        if (yaml.isEmpty()) {
            return Optional.of(otherwise);
        }
        if (yaml.get() instanceof Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _)
                && kind == Yaml.Scalar.Kind.WHOLE) {
            return Optional.of(Long.parseLong(value));
        }
        fields.wrong(
                yaml.get(),
                fields.pathOf(name),
                "must be a whole number, but is " + yaml.get().shape());
        return Optional.empty();
    }
}

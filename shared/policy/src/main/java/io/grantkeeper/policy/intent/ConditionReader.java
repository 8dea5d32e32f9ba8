package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.CapabilityReach;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the conditions in the members {@code covers}, {@code when} and {@code unless} of a policy document. */
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
            "reaches",
            "approved",
            "strangers");
    static final Set<String> CONDITIONS = Stream.concat(
                    Stream.of(
                            "reach",
                            "time",
                            "network",
                            "owner-known",
                            "approved",
                            "credential-age",
                            "authentication",
                            "approved-until",
                            "where"),
                    Arrays.stream(RequestFlag.values()).map(RequestFlag::field))
            .collect(Collectors.toUnmodifiableSet());

    private static final String COMPARED =
            "a string, a whole number, true or false, a list of strings, or a mapping such as {at-least: 5}";
    private static final String NAMES = "a name or a list of names";
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})(m|h|d|w)");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z)?");
    private static final List<Severity> TIERS =
            List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

    private final List<DocumentError> errors;

    ConditionReader(List<DocumentError> errors) {
        this.errors = errors;
    }

    List<PolicyCondition> covers(DocumentFields fields) {
        List<PolicyCondition> found = new ArrayList<>();
        fields.oneOrMore(
                        "kinds",
                        "a kind of identity",
                        DocumentFields.oneOf(Arrays.asList(IdentityKind.values()), IdentityKind::code))
                .ifPresent(kinds -> found.add(new PolicyCondition.KindIn(kinds)));
        fields.booleanValue("ai").ifPresent(ai -> found.add(new PolicyCondition.Ai(ai)));
        names(fields, "providers", PolicyCondition.Fact.PROVIDER, found);
        names(fields, "products", PolicyCondition.Fact.PRODUCT, found);
        names(fields, "publishers", PolicyCondition.Fact.PUBLISHER, found);
        names(fields, "departments", PolicyCondition.Fact.DEPARTMENT, found);
        chosen(fields, "risk", TIERS, tier -> tier.name().toLowerCase(Locale.ROOT))
                .ifPresent(tiers -> found.add(new PolicyCondition.RiskIn(tiers)));
        fields.oneOrMore("tags", "a tag", Function.identity())
                .ifPresent(tags -> found.add(new PolicyCondition.Tagged(tags, true)));
        fields.oneOrMore("without-tags", "a tag", Function.identity())
                .ifPresent(tags -> found.add(new PolicyCondition.Tagged(tags, false)));
        fields.oneOrMore("reaches", "a zone such as tier-zero", Function.identity())
                .ifPresent(zones -> found.add(PolicyCondition.Tagged.reaching(zones)));
        fields.booleanValue("approved").ifPresent(approved -> found.add(new PolicyCondition.OnApprovedList(approved)));
        return found;
    }

    private static void names(
            DocumentFields fields, String field, PolicyCondition.Fact fact, List<PolicyCondition> found) {
        fields.oneOrMore(field, NAMES, Function.identity())
                .ifPresent(names -> found.add(new PolicyCondition.FactIn(fact, names)));
    }

    List<PolicyCondition> conditions(DocumentFields fields) {
        List<PolicyCondition> found = new ArrayList<>();
        if (fields.isEmpty()) {
            errors.add(new DocumentError(
                    fields.place(),
                    fields.pathOf("").replaceAll("\\.$", ""),
                    "is empty; omit it, or give a condition"));
        }
        chosen(fields, "reach", Arrays.asList(CapabilityReach.values()), CapabilityReach::wireName)
                .ifPresent(reaches -> found.add(new PolicyCondition.ReachIn(reaches)));
        fields.member("time")
                .flatMap(yaml -> time(fields, yaml))
                .ifPresent(hours -> found.add(new PolicyCondition.Within(hours)));
        fields.oneOrMore("network", "an address range", NetworkRange::parse)
                .ifPresent(ranges -> found.add(new PolicyCondition.FromNetwork(List.copyOf(ranges))));
        for (RequestFlag flag : RequestFlag.values()) {
            fields.booleanValue(flag.field()).ifPresent(value -> found.add(new PolicyCondition.Flagged(flag, value)));
        }
        fields.booleanValue("owner-known").ifPresent(known -> found.add(new PolicyCondition.OwnerKnown(known)));
        fields.booleanValue("approved").ifPresent(approved -> found.add(new PolicyCondition.OnApprovedList(approved)));
        fields.member("credential-age").ifPresent(yaml -> age(fields, yaml, found));
        fields.member("authentication")
                .flatMap(yaml -> authentication(fields, yaml))
                .ifPresent(found::add);
        fields.value("approved-until", "a date or a timestamp", ConditionReader::end)
                .ifPresent(end -> found.add(new PolicyCondition.Before(end)));
        fields.member("where").ifPresent(yaml -> where(fields, yaml, found));
        return found;
    }

    /**
     * Reads a member that contains one value or a list of values, or limits given as {@code at-least} and {@code
     * at-most}; empty if the member is missing or invalid.
     *
     * @param values all values in ascending order
     * @param code returns a value's name in documents
     */
    private <T extends Enum<T>> Optional<Set<T>> chosen(
            DocumentFields fields, String field, List<T> values, Function<T, String> code) {
        Optional<LocatedYaml> yaml = fields.member(field);
        if (yaml.isEmpty() || !(yaml.get() instanceof LocatedYaml.Mapping)) {
            return fields.oneOrMore(field, "one of " + codes(values, code), DocumentFields.oneOf(values, code));
        }
        return DocumentFields.of(fields.pathOf(field), yaml.get(), Set.of("at-least", "at-most"), errors)
                .flatMap(bounds -> {
                    if (bounds.isEmpty()) {
                        bounds.addMissing(
                                "at-least", "give the lowest value as 'at-least', the highest as 'at-most', or both");
                        return Optional.empty();
                    }
                    Optional<T> least = bounds.value(
                            "at-least", "one of " + codes(values, code), DocumentFields.oneOf(values, code));
                    Optional<T> most = bounds.value(
                            "at-most", "one of " + codes(values, code), DocumentFields.oneOf(values, code));
                    if (least.isEmpty() == bounds.member("at-least").isPresent()
                            || most.isEmpty() == bounds.member("at-most").isPresent()) {
                        return Optional.empty();
                    }
                    T low = least.orElse(values.getFirst());
                    T high = most.orElse(values.getLast());
                    if (low.compareTo(high) > 0) {
                        fields.addMistake(
                                yaml.get(),
                                fields.pathOf(field),
                                "no value is at least %s and at most %s".formatted(code.apply(low), code.apply(high)));
                        return Optional.empty();
                    }
                    return Optional.of(EnumSet.range(low, high));
                });
    }

    private static <T> String codes(List<T> values, Function<T, String> code) {
        return String.join(", ", values.stream().map(code).toList());
    }

    private Optional<WeeklyHours> time(DocumentFields parent, LocatedYaml yaml) {
        return DocumentFields.of(parent.pathOf("time"), yaml, Set.of("days", "from", "until", "zone"), errors)
                .flatMap(fields -> {
                    Optional<Set<Set<DayOfWeek>>> days = fields.oneOrMore(
                            "days", "a day such as monday, or weekdays, or weekend", ConditionReader::days);
                    Optional<LocalTime> from = fields.value("from", "a time such as \"08:00\"", ConditionReader::time);
                    Optional<LocalTime> until =
                            fields.value("until", "a time such as \"18:00\"", ConditionReader::time);
                    Optional<ZoneId> zone =
                            fields.value("zone", "a time zone such as Europe/Berlin", ConditionReader::zone);
                    if (fields.member("zone").isEmpty()) {
                        fields.addMissing("zone", "give the time zone, for example Europe/Berlin");
                    }
                    if (fields.member("from").isPresent()
                            != fields.member("until").isPresent()) {
                        fields.addMissing(
                                fields.member("from").isPresent() ? "until" : "from",
                                "a period needs a start and an end");
                    }
                    if (from.isPresent() && from.equals(until) && !from.get().equals(LocalTime.MIDNIGHT)) {
                        fields.addMistake(
                                yaml, fields.pathOf("until"), "is the same as 'from'; omit both for the whole day");
                        return Optional.empty();
                    }
                    if (fields.member("days").isEmpty() && fields.member("from").isEmpty()) {
                        fields.addMissing("days", "give the days, or a start and an end");
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
                EnumSet.of(DocumentFields.oneOf(
                                Arrays.asList(DayOfWeek.values()),
                                day -> day.name().toLowerCase(Locale.ROOT))
                        .apply(text));
        };
    }

    private static LocalTime time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a time of day; use hours and minutes such as \"08:00\", and \"00:00\" for midnight"
                            .formatted(text));
        }
        return LocalTime.of(Integer.parseInt(text.substring(0, 2)), Integer.parseInt(text.substring(3)));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a time zone; use one from the tz database, such as Europe/Berlin, or UTC"
                            .formatted(text),
                    e);
        }
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a duration; use a whole number with m, h, d or w, such as 90d".formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }

    private void age(DocumentFields parent, LocatedYaml yaml, List<PolicyCondition> found) {
        DocumentFields.of(parent.pathOf("credential-age"), yaml, Set.of("over", "at-most"), errors)
                .ifPresent(fields -> {
                    if (fields.member("over").isPresent()
                            == fields.member("at-most").isPresent()) {
                        fields.addMissing("over", "give either 'over' or 'at-most', for example 'over: 90d'");
                        return;
                    }
                    fields.value("over", "a duration such as 90d", ConditionReader::duration)
                            .ifPresent(age -> found.add(new PolicyCondition.CredentialOlder(age, true)));
                    fields.value("at-most", "a duration such as 90d", ConditionReader::duration)
                            .ifPresent(age -> found.add(new PolicyCondition.CredentialOlder(age, false)));
                });
    }

    private Optional<PolicyCondition> authentication(DocumentFields parent, LocatedYaml yaml) {
        return DocumentFields.of(parent.pathOf("authentication"), yaml, Set.of("methods", "within"), errors)
                .flatMap(fields -> {
                    Optional<Set<String>> methods = fields.oneOrMore(
                            "methods", "an authentication method of RFC 8176, such as mfa or hwk", Function.identity());
                    Optional<Duration> within =
                            fields.value("within", "a duration such as 15m", ConditionReader::duration);
                    if (fields.member("methods").isEmpty()) {
                        fields.addMissing("methods", "name at least one method of RFC 8176, such as mfa or hwk");
                    }
                    if (within.isEmpty() && fields.member("within").isPresent()) {
                        return Optional.empty();
                    }
                    return methods.map(all -> new PolicyCondition.Authenticated(all, within.orElse(Duration.ZERO)));
                });
    }

    /** Parses the time until which a condition applies. A date means the end of that day in UTC. */
    private static Instant end(String text) {
        try {
            if (!DATE.matcher(text).matches()) {
                throw new DateTimeException("unsupported format");
            }
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a date; use one such as 2027-03-31 or 2027-03-31T18:00:00Z".formatted(text), e);
        }
    }

    private void where(DocumentFields parent, LocatedYaml yaml, List<PolicyCondition> found) {
        if (!(yaml instanceof LocatedYaml.Mapping mapping) || mapping.members().isEmpty()) {
            parent.addMistake(
                    yaml,
                    parent.pathOf("where"),
                    "must be a mapping such as {resource.status: archived}, but is " + yaml.shape());
            return;
        }
        for (LocatedYaml.Member member : mapping.members().values()) {
            String field = parent.pathOf("where") + "." + member.key();
            Optional<RequestAttribute> attribute = RequestAttribute.parse(member.key());
            if (attribute.isEmpty()) {
                errors.add(new DocumentError(
                        member.keyPlace(),
                        field,
                        "must be subject, action, resource or context, a dot and a name, such as resource.status"));
                continue;
            }
            comparison(parent, field, member.value())
                    .ifPresent(comparison -> found.add(new PolicyCondition.Stated(attribute.get(), comparison)));
        }
    }

    private Optional<PolicyCondition.Comparison> comparison(DocumentFields parent, String field, LocatedYaml yaml) {
        return switch (yaml) {
            case LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _)
            when kind == LocatedYaml.Scalar.Kind.TRUTH ->
                Optional.of(new PolicyCondition.Comparison.Is(
                        value.toLowerCase(Locale.ROOT).equals("true")));
            case LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _)
            when kind == LocatedYaml.Scalar.Kind.WHOLE -> {
                long number = Long.parseLong(value);
                yield Optional.of(new PolicyCondition.Comparison.Between(number, number));
            }
            case LocatedYaml.Scalar(String _, LocatedYaml.Scalar.Kind kind, DocumentLocation _)
            when kind == LocatedYaml.Scalar.Kind.FRACTION || kind == LocatedYaml.Scalar.Kind.NOTHING -> {
                parent.addMistake(yaml, field, "must be %s, but is %s".formatted(COMPARED, yaml.shape()));
                yield Optional.empty();
            }
            case LocatedYaml.Scalar _, LocatedYaml.Sequence _ ->
                parent.oneOrMore(field, yaml, "a text", Function.<String>identity())
                        .map(PolicyCondition.Comparison.OneOf::new);
            case LocatedYaml.Mapping _ ->
                DocumentFields.of(field, yaml, Set.of("not", "same-as", "at-least", "at-most"), errors)
                        .flatMap(this::comparison);
        };
    }

    private Optional<PolicyCondition.Comparison> comparison(DocumentFields fields) {
        boolean not = fields.member("not").isPresent();
        boolean same = fields.member("same-as").isPresent();
        boolean bounds = fields.member("at-least").isPresent()
                || fields.member("at-most").isPresent();
        if ((not ? 1 : 0) + (same ? 1 : 0) + (bounds ? 1 : 0) != 1) {
            fields.addMissing("not", "give only 'not', only 'same-as', or a range with 'at-least', 'at-most' or both");
            return Optional.empty();
        }
        if (not) {
            return fields.oneOrMore("not", "a text", Function.<String>identity())
                    .map(PolicyCondition.Comparison.NoneOf::new);
        }
        if (same) {
            return fields.value(
                    "same-as",
                    "a value of the request such as subject.email",
                    path -> new PolicyCondition.Comparison.SameAs(RequestAttribute.parse(path)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "'%s' is not a value of the request; use one such as subject.email"
                                            .formatted(path)))));
        }
        Optional<Long> least = whole(fields, "at-least", Long.MIN_VALUE);
        Optional<Long> most = whole(fields, "at-most", Long.MAX_VALUE);
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            fields.member("at-least")
                    .ifPresent(yaml -> fields.addMistake(
                            yaml,
                            fields.pathOf("at-least"),
                            "no value is at least %d and at most %d".formatted(least.get(), most.get())));
            return Optional.empty();
        }
        return least.isPresent() && most.isPresent()
                ? Optional.of(new PolicyCondition.Comparison.Between(least.get(), most.get()))
                : Optional.empty();
    }

    private static Optional<Long> whole(DocumentFields fields, String name, long otherwise) {
        Optional<LocatedYaml> yaml = fields.member(name);
        if (yaml.isEmpty()) {
            return Optional.of(otherwise);
        }
        if (yaml.get() instanceof LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _)
                && kind == LocatedYaml.Scalar.Kind.WHOLE) {
            return Optional.of(Long.parseLong(value));
        }
        fields.addMistake(
                yaml.get(),
                fields.pathOf(name),
                "must be a whole number, but is " + yaml.get().shape());
        return Optional.empty();
    }
}

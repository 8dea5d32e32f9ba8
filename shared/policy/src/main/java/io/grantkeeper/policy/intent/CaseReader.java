package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads cases. What a case does not say of its subject is unknown, but that it has an owner. */
final class CaseReader {
    /** When requests happen that do not say when. */
    private static final Instant SOME_MONDAY = Instant.parse("2026-01-05T10:00:00Z");

    private static final Set<String> CASE =
            Set.of("name", "subject", "action", "resource", "context", "at", "approved", "expect", "reason");
    private static final Set<String> SUBJECT = Set.of(
            "id",
            "type",
            "properties",
            "stranger",
            "person",
            "kind",
            "ai",
            "provider",
            "product",
            "publisher",
            "department",
            "risk",
            "tags",
            "approved",
            "owner-known",
            "credential-made");

    private final List<Mistake> mistakes;

    CaseReader(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    List<PolicyCase> cases(Yaml yaml) {
        List<PolicyCase> cases = new ArrayList<>();
        Fields.of("", yaml, Set.of("cases"), mistakes).ifPresent(fields -> {
            Optional<Yaml> list = fields.member("cases");
            if (list.isEmpty() || !(list.get() instanceof Yaml.Sequence(List<Yaml> items, Place _))) {
                fields.missing("cases", "give a list of cases");
                return;
            }
            for (int i = 0; i < items.size(); i++) {
                Fields.of("cases[" + i + "]", items.get(i), CASE, mistakes)
                        .flatMap(this::one)
                        .ifPresent(cases::add);
            }
        });
        return cases;
    }

    private Optional<PolicyCase> one(Fields fields) {
        Optional<String> name = required(fields, "name", "what the case shows", Function.identity());
        Optional<PolicyCase.Expectation> expected = required(
                fields,
                "expect",
                "permit, deny or ask",
                Fields.oneOf(Arrays.asList(PolicyCase.Expectation.values()), PolicyCase.Expectation::code));
        Optional<Fields> subject =
                fields.member("subject").flatMap(yaml -> Fields.of(fields.pathOf("subject"), yaml, SUBJECT, mistakes));
        Map<String, AttributeValue> properties = new LinkedHashMap<>();
        Optional<String> action = action(fields, properties);
        Optional<Party> resource = resource(fields);
        Instant at = fields.value("at", "an instant", CaseReader::instant).orElse(SOME_MONDAY);
        boolean approved = fields.truth("approved").orElse(false);
        Optional<String> reason = fields.text("reason", "a part of a reason");
        Map<String, AttributeValue> context = fields.member("context")
                .map(yaml -> members(fields, yaml, "context"))
                .orElse(Map.of());
        SubjectFacts facts = subject.map(this::facts).orElseGet(SubjectFacts.NotAnIdentity::new);
        Party party = subject.map(this::party).orElseGet(() -> Party.of("user", "somebody"));
        if (name.isEmpty() || expected.isEmpty() || action.isEmpty() || resource.isEmpty()) {
            return Optional.empty();
        }
        AccessRequest request =
                new AccessRequest(party, action.get(), properties, resource.get(), context, List.of(), at);
        return Optional.of(
                new PolicyCase(name.get(), request, facts, approved, expected.get(), reason, fields.place()));
    }

    private static <T> Optional<T> required(Fields fields, String name, String form, Function<String, T> reader) {
        if (fields.member(name).isEmpty()) {
            fields.missing(name, "give " + form);
        }
        return fields.value(name, form, reader);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no instant; write one such as 2026-11-24T10:00:00Z".formatted(text), e);
        }
    }

    private Optional<String> action(Fields fields, Map<String, AttributeValue> properties) {
        Optional<Yaml> yaml = fields.member("action");
        if (yaml.isEmpty() || !(yaml.get() instanceof Yaml.Mapping)) {
            return required(fields, "action", "the name of an action", Function.identity());
        }
        return Fields.of(fields.pathOf("action"), yaml.get(), Set.of("name", "properties"), mistakes)
                .flatMap(action -> {
                    action.member("properties")
                            .ifPresent(value -> properties.putAll(members(action, value, "properties")));
                    return required(action, "name", "the name of an action", Function.identity());
                });
    }

    private Optional<Party> resource(Fields fields) {
        Optional<Yaml> yaml = fields.member("resource");
        if (yaml.isEmpty() || !(yaml.get() instanceof Yaml.Mapping)) {
            return required(fields, "resource", "a type of resource", Function.<String>identity())
                    .map(type -> Party.of(type, "some"));
        }
        return Fields.of(fields.pathOf("resource"), yaml.get(), Set.of("type", "id", "properties"), mistakes)
                .flatMap(resource -> required(resource, "type", "a type of resource", Function.<String>identity())
                        .map(type -> new Party(
                                type,
                                resource.text("id", "an id").orElse("some"),
                                resource.member("properties")
                                        .map(value -> members(resource, value, "properties"))
                                        .orElse(Map.of()))));
    }

    private Party party(Fields subject) {
        return new Party(
                subject.text("type", "a type of subject").orElse("agent"),
                subject.text("id", "an id").orElse("some"),
                subject.member("properties")
                        .map(yaml -> members(subject, yaml, "properties"))
                        .orElse(Map.of()));
    }

    private SubjectFacts facts(Fields subject) {
        if (subject.truth("stranger").orElse(false)) {
            return new SubjectFacts.Stranger();
        }
        if (subject.truth("person").orElse(false) || subject.member("kind").isEmpty()) {
            return new SubjectFacts.NotAnIdentity();
        }
        IdentityKind kind = subject.value(
                        "kind",
                        "a kind of identity",
                        Fields.oneOf(Arrays.asList(IdentityKind.values()), IdentityKind::code))
                .orElse(IdentityKind.OAUTH_CLIENT);
        return new SubjectFacts.Known(
                new IdentityId(
                        new ConnectionId("some"),
                        kind,
                        subject.text("id", "an id").orElse("some")),
                kind,
                subject.truth("ai").map(ai -> ai ? AiVerdict.YES : AiVerdict.NO).orElse(AiVerdict.UNKNOWN),
                subject.text("provider", "a provider").orElse("google"),
                known(subject, "product"),
                known(subject, "publisher"),
                subject.value(
                                "risk",
                                "low, medium, high or critical",
                                Fields.oneOf(
                                        Arrays.asList(Severity.values()),
                                        severity -> severity.name().toLowerCase(Locale.ROOT)))
                        .orElse(Severity.UNKNOWN),
                subject.truth("owner-known").orElse(true),
                known(subject, "department"),
                subject.truth("approved").orElse(false),
                subject.oneOrMore("tags", "a tag", Function.<String>identity()).orElse(Set.of()),
                subject.value(
                                "credential-made",
                                "an instant, or never",
                                text -> text.equals("never") ? Moment.never() : Moment.at(instant(text)))
                        .orElse(Moment.unknown()));
    }

    private static Knowledge<String> known(Fields subject, String name) {
        return subject.text(name, "a name").map(Knowledge::known).orElseGet(Knowledge::unknown);
    }

    private Map<String, AttributeValue> members(Fields parent, Yaml yaml, String name) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        if (yaml instanceof Yaml.Mapping(Map<String, Yaml.Member> members, Place _)) {
            members.forEach((key, member) -> value(member.value()).ifPresent(value -> values.put(key, value)));
        } else {
            parent.wrong(yaml, parent.pathOf(name), "must be a mapping, but is " + yaml.shape());
        }
        return values;
    }

    private static Optional<AttributeValue> value(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _) ->
                switch (kind) {
                    case TEXT -> Optional.of(AttributeValue.of(value));
                    case WHOLE -> Optional.of(AttributeValue.of(Long.parseLong(value)));
                    case FRACTION -> Optional.of(new AttributeValue.Fraction(new BigDecimal(value)));
                    case TRUTH -> Optional.of(AttributeValue.of(value.equalsIgnoreCase("true")));
                    case NOTHING -> Optional.empty();
                };
            case Yaml.Sequence(List<Yaml> items, Place _) ->
                Optional.of(new AttributeValue.Many(
                        items.stream().flatMap(item -> value(item).stream()).toList()));
            case Yaml.Mapping(Map<String, Yaml.Member> members, Place _) -> {
                Map<String, AttributeValue> values = new LinkedHashMap<>();
                members.forEach((key, member) -> value(member.value()).ifPresent(value -> values.put(key, value)));
                yield Optional.of(new AttributeValue.Members(values));
            }
        };
    }
}

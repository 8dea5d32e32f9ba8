package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
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

/**
 * Reads policy cases. Unless a case states otherwise, an identity has an owner and no tags, belongs to the provider
 * Google, and is not on the list of approved identities. All other facts that a case does not state are unknown.
 */
final class PolicyTestCaseReader {
    /** The time of the request if a case does not state one. */
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

    private final List<DocumentError> errors;

    PolicyTestCaseReader(List<DocumentError> errors) {
        this.errors = errors;
    }

    List<PolicyTestCase> cases(LocatedYaml yaml) {
        List<PolicyTestCase> cases = new ArrayList<>();
        DocumentFields.of("", yaml, Set.of("cases"), errors).ifPresent(fields -> {
            Optional<LocatedYaml> list = fields.member("cases");
            if (list.isEmpty()
                    || !(list.get() instanceof LocatedYaml.Sequence(List<LocatedYaml> items, DocumentLocation _))) {
                fields.addMissing("cases", "give a list of cases");
                return;
            }
            for (int i = 0; i < items.size(); i++) {
                DocumentFields.of("cases[" + i + "]", items.get(i), CASE, errors)
                        .flatMap(this::one)
                        .ifPresent(cases::add);
            }
        });
        return cases;
    }

    private Optional<PolicyTestCase> one(DocumentFields fields) {
        Optional<String> name = required(fields, "name", "a description of what the case shows", Function.identity());
        Optional<PolicyTestCase.Expectation> expected = required(
                fields,
                "expect",
                "permit, deny or ask",
                DocumentFields.oneOf(
                        Arrays.asList(PolicyTestCase.Expectation.values()), PolicyTestCase.Expectation::code));
        Optional<DocumentFields> subject = fields.member("subject")
                .flatMap(yaml -> DocumentFields.of(fields.pathOf("subject"), yaml, SUBJECT, errors));
        Map<String, AttributeValue> properties = new LinkedHashMap<>();
        Optional<String> action = action(fields, properties);
        Optional<AuthZenEntity> resource = resource(fields);
        Instant at =
                fields.value("at", "a timestamp", PolicyTestCaseReader::instant).orElse(SOME_MONDAY);
        boolean approved = fields.booleanValue("approved").orElse(false);
        Optional<String> reason = fields.text("reason", "part of a reason");
        Map<String, AttributeValue> context = fields.member("context")
                .map(yaml -> members(fields, yaml, "context"))
                .orElse(Map.of());
        SubjectFacts facts = subject.map(this::facts).orElseGet(SubjectFacts.NotAnIdentity::new);
        AuthZenEntity party = subject.map(this::party).orElseGet(() -> AuthZenEntity.of("user", "unnamed"));
        if (name.isEmpty() || expected.isEmpty() || action.isEmpty() || resource.isEmpty()) {
            return Optional.empty();
        }
        AccessRequest request =
                new AccessRequest(party, action.get(), properties, resource.get(), context, List.of(), at);
        return Optional.of(
                new PolicyTestCase(name.get(), request, facts, approved, expected.get(), reason, fields.place()));
    }

    private static <T> Optional<T> required(
            DocumentFields fields, String name, String form, Function<String, T> reader) {
        if (fields.member(name).isEmpty()) {
            fields.addMissing(name, "give " + form);
        }
        return fields.value(name, form, reader);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a timestamp; use one such as 2026-11-24T10:00:00Z".formatted(text), e);
        }
    }

    private Optional<String> action(DocumentFields fields, Map<String, AttributeValue> properties) {
        Optional<LocatedYaml> yaml = fields.member("action");
        if (yaml.isEmpty() || !(yaml.get() instanceof LocatedYaml.Mapping)) {
            return required(fields, "action", "the name of an action", Function.identity());
        }
        return DocumentFields.of(fields.pathOf("action"), yaml.get(), Set.of("name", "properties"), errors)
                .flatMap(action -> {
                    action.member("properties")
                            .ifPresent(value -> properties.putAll(members(action, value, "properties")));
                    return required(action, "name", "the name of an action", Function.identity());
                });
    }

    private Optional<AuthZenEntity> resource(DocumentFields fields) {
        Optional<LocatedYaml> yaml = fields.member("resource");
        if (yaml.isEmpty() || !(yaml.get() instanceof LocatedYaml.Mapping)) {
            return required(fields, "resource", "a resource type", Function.<String>identity())
                    .map(type -> AuthZenEntity.of(type, "some"));
        }
        return DocumentFields.of(fields.pathOf("resource"), yaml.get(), Set.of("type", "id", "properties"), errors)
                .flatMap(resource -> required(resource, "type", "a resource type", Function.<String>identity())
                        .map(type -> new AuthZenEntity(
                                type,
                                resource.text("id", "an id").orElse("some"),
                                resource.member("properties")
                                        .map(value -> members(resource, value, "properties"))
                                        .orElse(Map.of()))));
    }

    private AuthZenEntity party(DocumentFields subject) {
        return new AuthZenEntity(
                subject.text("type", "a subject type").orElse("agent"),
                subject.text("id", "an id").orElse("some"),
                subject.member("properties")
                        .map(yaml -> members(subject, yaml, "properties"))
                        .orElse(Map.of()));
    }

    private SubjectFacts facts(DocumentFields subject) {
        if (subject.booleanValue("stranger").orElse(false)) {
            return new SubjectFacts.Stranger();
        }
        if (subject.booleanValue("person").orElse(false)
                || subject.member("kind").isEmpty()) {
            return new SubjectFacts.NotAnIdentity();
        }
        IdentityKind kind = subject.value(
                        "kind",
                        "a kind of identity",
                        DocumentFields.oneOf(Arrays.asList(IdentityKind.values()), IdentityKind::code))
                .orElse(IdentityKind.OAUTH_CLIENT);
        return new SubjectFacts.Known(
                new IdentityId(
                        new ConnectionId("some"),
                        kind,
                        subject.text("id", "an id").orElse("some")),
                kind,
                subject.booleanValue("ai")
                        .map(ai -> ai ? AiVerdict.YES : AiVerdict.NO)
                        .orElse(AiVerdict.UNKNOWN),
                subject.text("provider", "a provider").orElse("google"),
                known(subject, "product"),
                known(subject, "publisher"),
                subject.value(
                                "risk",
                                "low, medium, high or critical",
                                DocumentFields.oneOf(
                                        Arrays.asList(Severity.values()),
                                        severity -> severity.name().toLowerCase(Locale.ROOT)))
                        .orElse(Severity.UNKNOWN),
                subject.booleanValue("owner-known").orElse(true),
                known(subject, "department"),
                subject.booleanValue("approved").orElse(false),
                subject.oneOrMore("tags", "a tag", Function.<String>identity()).orElse(Set.of()),
                subject.value(
                                "credential-made",
                                "a timestamp, or never",
                                text -> text.equals("never") ? Timestamp.never() : Timestamp.at(instant(text)))
                        .orElse(Timestamp.unknown()));
    }

    private static KnownOrUnknown<String> known(DocumentFields subject, String name) {
        return subject.text(name, "a name").map(KnownOrUnknown::known).orElseGet(KnownOrUnknown::unknown);
    }

    private Map<String, AttributeValue> members(DocumentFields parent, LocatedYaml yaml, String name) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        if (yaml instanceof LocatedYaml.Mapping(Map<String, LocatedYaml.Member> members, DocumentLocation _)) {
            members.forEach((key, member) -> value(member.value()).ifPresent(value -> values.put(key, value)));
        } else {
            parent.addMistake(yaml, parent.pathOf(name), "must be a mapping, but is " + yaml.shape());
        }
        return values;
    }

    private static Optional<AttributeValue> value(LocatedYaml yaml) {
        return switch (yaml) {
            case LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _) ->
                switch (kind) {
                    case TEXT -> Optional.of(AttributeValue.of(value));
                    case WHOLE -> Optional.of(AttributeValue.of(Long.parseLong(value)));
                    case FRACTION -> Optional.of(new AttributeValue.DecimalValue(new BigDecimal(value)));
                    case TRUTH -> Optional.of(AttributeValue.of(value.equalsIgnoreCase("true")));
                    case NOTHING -> Optional.empty();
                };
            case LocatedYaml.Sequence(List<LocatedYaml> items, DocumentLocation _) ->
                Optional.of(new AttributeValue.ListValue(
                        items.stream().flatMap(item -> value(item).stream()).toList()));
            case LocatedYaml.Mapping(Map<String, LocatedYaml.Member> members, DocumentLocation _) -> {
                Map<String, AttributeValue> values = new LinkedHashMap<>();
                members.forEach((key, member) -> value(member.value()).ifPresent(value -> values.put(key, value)));
                yield Optional.of(new AttributeValue.ObjectValue(values));
            }
        };
    }
}

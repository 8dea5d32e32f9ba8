package io.grantkeeper.policy.lint;

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
import io.grantkeeper.policy.intent.RequestAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A hypothetical request and the facts about its subject, for use in examples. The fields are set one at a time. */
final class HypotheticalRequest {
    /** The kind of subject. */
    enum SubjectType {
        KNOWN,
        STRANGER,
        OTHER
    }

    SubjectType standing = SubjectType.KNOWN;
    IdentityKind kind = IdentityKind.AI_AGENT;
    AiVerdict ai = AiVerdict.UNKNOWN;
    String provider = "some-provider";

    @Nullable
    String product;

    @Nullable
    String publisher;

    @Nullable
    String department;

    Severity risk = Severity.UNKNOWN;
    Set<String> tags = Set.of();
    boolean approved;
    boolean ownerKnown = true;
    /** The age of the oldest credential: null if unknown, negative if the identity has no credential. */
    @Nullable
    Duration credentialAge;

    String action = "read";
    String resource = "files";
    Instant at = HypotheticalRequestSpace.MONDAY;
    final Map<String, AttributeValue> context = new HashMap<>();
    final Map<RequestAttribute.Part, Map<String, AttributeValue>> stated = new EnumMap<>(RequestAttribute.Part.class);
    String subjectId = "some";
    String subjectType = "agent";
    String resourceId = "some";

    void state(RequestAttribute attribute, AttributeValue value) {
        switch (attribute.part()) {
            case CONTEXT -> context.put(attribute.name(), value);
            case SUBJECT, RESOURCE, ACTION ->
                stated.computeIfAbsent(attribute.part(), _ -> new HashMap<>()).put(attribute.name(), value);
        }
    }

    private Map<String, AttributeValue> statedBy(RequestAttribute.Part part) {
        return stated.getOrDefault(part, Map.of());
    }

    AccessRequest request() {
        return new AccessRequest(
                new AuthZenEntity(subjectType, subjectId, statedBy(RequestAttribute.Part.SUBJECT)),
                action,
                statedBy(RequestAttribute.Part.ACTION),
                new AuthZenEntity(resource, resourceId, statedBy(RequestAttribute.Part.RESOURCE)),
                context,
                List.of(),
                at);
    }

    SubjectFacts subject() {
        return switch (standing) {
            case STRANGER -> new SubjectFacts.Stranger();
            case OTHER -> new SubjectFacts.NotAnIdentity();
            case KNOWN ->
                new SubjectFacts.Known(
                        new IdentityId(new ConnectionId("some"), kind, "some"),
                        kind,
                        ai,
                        provider,
                        KnownOrUnknown.ofNullable(product),
                        KnownOrUnknown.ofNullable(publisher),
                        risk,
                        ownerKnown,
                        KnownOrUnknown.ofNullable(department),
                        approved,
                        tags,
                        credentialAge == null
                                ? Timestamp.unknown()
                                : credentialAge.isNegative()
                                        ? Timestamp.never()
                                        : Timestamp.at(at.minus(credentialAge)));
        };
    }

    /** Describes a request in the format of a policy case, with the facts on which the decision may depend. */
    static String describe(AccessRequest request, SubjectFacts subject) {
        List<String> parts = new ArrayList<>();
        switch (subject) {
            case SubjectFacts.Stranger _ -> parts.add("a subject that is not in the inventory");
            case SubjectFacts.NotAnIdentity _ ->
                parts.add(
                        request.subject().type().equals("agent")
                                ? "a person"
                                : request.subject().type() + " '"
                                        + request.subject().id() + "'");
            case SubjectFacts.Known known -> parts.add(describeIdentity(known, request.at()));
        }
        parts.add("requests '%s' on '%s'"
                .formatted(request.action(), request.resource().type()));
        List<String> members = new ArrayList<>();
        request.context().forEach((name, value) -> members.add(name + " " + text(value)));
        request.resource().properties().forEach((name, value) -> members.add("resource." + name + " " + text(value)));
        request.subject().properties().forEach((name, value) -> members.add("subject." + name + " " + text(value)));
        request.actionProperties().forEach((name, value) -> members.add("action." + name + " " + text(value)));
        if (!request.at().equals(HypotheticalRequestSpace.MONDAY)) {
            members.add("at " + request.at());
        }
        members.sort(null);
        return String.join(" ", parts) + (members.isEmpty() ? "" : " with " + String.join(", ", members));
    }

    private static String describeIdentity(SubjectFacts.Known known, Instant at) {
        List<String> facts = new ArrayList<>();
        switch (known.ai()) {
            case YES -> facts.add("AI");
            case NO -> facts.add("not AI");
            case UNKNOWN -> {}
        }
        if (!known.provider().equals("some-provider")) {
            facts.add("of " + known.provider());
        }
        known.product().toOptional().ifPresent(each -> facts.add("product " + each));
        known.publisher().toOptional().ifPresent(each -> facts.add("by " + each));
        known.ownerDepartment().toOptional().ifPresent(each -> facts.add("owner in " + each));
        if (known.risk() != Severity.UNKNOWN) {
            facts.add(known.risk().name().toLowerCase(Locale.ROOT) + " risk");
        }
        if (!known.tags().isEmpty()) {
            facts.add("tagged "
                    + String.join(" and ", known.tags().stream().sorted().toList()));
        }
        if (!known.ownerKnown()) {
            facts.add("without an owner");
        }
        if (known.approved()) {
            facts.add("approved");
        }
        known.oldestCredential()
                .toOptional()
                .ifPresent(made ->
                        facts.add("credential of " + Duration.between(made, at).toDays() + " days"));
        String words = known.kind().displayName();
        return (words.matches("[aeiouA].*") ? "an " : "a ")
                + words
                + (facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")");
    }

    private static String text(AttributeValue value) {
        return switch (value) {
            case AttributeValue.TextValue(String text) -> "'" + text + "'";
            case AttributeValue.IntegerValue(long number) -> String.valueOf(number);
            case AttributeValue.DecimalValue(var number) -> number.toString();
            case AttributeValue.BooleanValue(boolean expected) -> String.valueOf(expected);
            case AttributeValue.ListValue(var values) ->
                values.stream().map(HypotheticalRequest::text).toList().toString();
            case AttributeValue.ObjectValue(var values) -> values.keySet().toString();
        };
    }
}

package io.grantkeeper.policy.store;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a decision as JSON, one member at a time, in the order of its record components. After a cold start, finding
 * the members by reflection would take longer than making the decision.
 */
final class DecisionWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_LENGTH = 2_048;

    private final JsonGenerator json;

    private DecisionWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(RecordedDecision decision) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new DecisionWriter(json).recorded(decision);
        }
        return text.toString();
    }

    private void recorded(RecordedDecision recorded) {
        json.writeStartObject();
        json.writeStringProperty("id", recorded.id());
        json.writeStringProperty("at", recorded.at().toString());
        request(recorded.request());
        facts(recorded.subject());
        decision(recorded.decision());
        json.writeStringProperty("took", recorded.took().toString());
        optional("requestId", recorded.requestId());
        optional("approval", recorded.approval());
        optional("failure", recorded.failure());
        optional("binding", recorded.binding());
        json.writeEndObject();
    }

    private void request(AccessRequest request) {
        json.writeObjectPropertyStart("request");
        party("subject", request.subject());
        json.writeStringProperty("action", request.action());
        members("actionProperties", request.actionProperties());
        party("resource", request.resource());
        members("context", request.context());
        texts("actors", request.actors());
        json.writeStringProperty("at", request.at().toString());
        json.writeEndObject();
    }

    private void party(String name, AuthZenEntity party) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("type", party.type());
        json.writeStringProperty("id", party.id());
        members("properties", party.properties());
        json.writeEndObject();
    }

    private void facts(SubjectFacts facts) {
        json.writeName("subject");
        facts(facts, json);
    }

    /** Writes the facts about a subject as one object, whose member {@code sort} states the kind of subject. */
    static void facts(SubjectFacts facts, JsonGenerator json) {
        json.writeStartObject();
        switch (facts) {
            case SubjectFacts.Stranger _ -> json.writeStringProperty(DecisionJson.SORT, "stranger");
            case SubjectFacts.NotAnIdentity _ -> json.writeStringProperty(DecisionJson.SORT, "other");
            case SubjectFacts.Known known -> {
                json.writeStringProperty(DecisionJson.SORT, "known");
                json.writeStringProperty("id", known.id().toString());
                json.writeStringProperty("kind", known.kind().code());
                json.writeStringProperty("ai", known.ai().name());
                json.writeStringProperty("provider", known.provider());
                knowledge("product", known.product(), json);
                knowledge("publisher", known.publisher(), json);
                json.writeStringProperty("risk", known.risk().name());
                json.writeBooleanProperty("ownerKnown", known.ownerKnown());
                knowledge("ownerDepartment", known.ownerDepartment(), json);
                json.writeBooleanProperty("approved", known.approved());
                texts("tags", known.tags().stream().sorted().toList(), json);
                json.writeStringProperty(
                        "oldestCredential", known.oldestCredential().toString());
            }
        }
        json.writeEndObject();
    }

    private static void knowledge(String name, KnownOrUnknown<String> knowledge, JsonGenerator json) {
        json.writeName(name);
        knowledge.toOptional().ifPresentOrElse(json::writeString, json::writeNull);
    }

    private void decision(Decision decision) {
        json.writeObjectPropertyStart("decision");
        json.writeBooleanProperty("permitted", decision.permitted());
        json.writeBooleanProperty("requestable", decision.requestable());
        json.writeArrayPropertyStart("judgements");
        decision.judgements().forEach(this::judgement);
        json.writeEndArray();
        texts("reasons", decision.reasons());
        texts("obligations", decision.obligations());
        json.writeStringProperty("version", decision.version().toString());
        json.writeEndObject();
    }

    private void judgement(PolicyEvaluation evaluation) {
        json.writeStartObject();
        json.writeStringProperty("policy", evaluation.policy());
        json.writeStringProperty("version", evaluation.version().toString());
        json.writeStringProperty("stage", evaluation.stage().name());
        json.writeBooleanProperty("guardrail", evaluation.guardrail());
        json.writeStringProperty("effect", evaluation.effect().name());
        json.writeStringProperty("reason", evaluation.reason());
        texts("obligations", evaluation.obligations());
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) {
        texts(name, texts, json);
    }

    private static void texts(String name, Collection<String> texts, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private void optional(String name, Optional<String> text) {
        json.writeName(name);
        text.ifPresentOrElse(json::writeString, json::writeNull);
    }

    private void members(String name, Map<String, AttributeValue> members) {
        json.writeName(name);
        members(members, json);
    }

    private static void members(Map<String, AttributeValue> members, JsonGenerator json) {
        json.writeStartObject();
        new TreeMap<>(members).forEach((name, member) -> {
            json.writeName(name);
            value(member, json);
        });
        json.writeEndObject();
    }

    static void value(AttributeValue value, JsonGenerator json) {
        switch (value) {
            case AttributeValue.TextValue(String text) -> json.writeString(text);
            case AttributeValue.IntegerValue(long number) -> json.writeNumber(number);
            case AttributeValue.DecimalValue(var number) -> json.writeNumber(number);
            case AttributeValue.BooleanValue(boolean expected) -> json.writeBoolean(expected);
            case AttributeValue.ListValue(var values) -> {
                json.writeStartArray();
                values.forEach(item -> value(item, json));
                json.writeEndArray();
            }
            case AttributeValue.ObjectValue(var members) -> members(members, json);
        }
    }
}

package io.grantkeeper.policy.store;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Converts decisions to and from JSON. The JSON contains the request as the caller wrote it. The facts about the
 * subject are one object, whose member {@code sort} states the kind of subject. The same decision always has the same
 * text.
 */
public final class DecisionJson {
    static final String SORT = "sort";

    private DecisionJson() {}

    /** Creates the mapper on first use, because code that only writes decisions does not need it. */
    private static final class Mapper {
        private static final JsonMapper JSON = ModelJson.mapper()
                .rebuild()
                .addModule(module())
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * Returns a mapper for lists of decisions and approvals. It writes a decision in the same form as {@link #write}.
     */
    public static JsonMapper mapper() {
        return Mapper.JSON;
    }

    public static String write(RecordedDecision decision) {
        return DecisionWriter.write(decision);
    }

    /**
     * Parses a decision.
     *
     * @throws tools.jackson.core.JacksonException if the text is not a decision
     */
    public static RecordedDecision read(String json) {
        return mapper().readValue(json, RecordedDecision.class);
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("grantkeeper-decisions");
        module.addSerializer(AttributeValue.class, new ValueWriter());
        module.addDeserializer(AttributeValue.class, new ValueReader());
        module.addSerializer(SubjectFacts.class, new FactsWriter());
        module.addDeserializer(SubjectFacts.class, new FactsReader());
        module.addSerializer(PolicyVersion.class, new TextWriter<PolicyVersion>());
        module.addDeserializer(PolicyVersion.class, new VersionReader());
        module.addSerializer(Duration.class, new TextWriter<Duration>());
        module.addDeserializer(Duration.class, new DurationReader());
        return module;
    }

    private static final class TextWriter<T> extends ValueSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.toString());
        }
    }

    private static final class VersionReader extends ValueDeserializer<PolicyVersion> {
        @Override
        public PolicyVersion deserialize(JsonParser json, DeserializationContext context) {
            return new PolicyVersion(json.getString());
        }
    }

    private static final class DurationReader extends ValueDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) {
            return Duration.parse(json.getString());
        }
    }

    private static final class ValueWriter extends ValueSerializer<AttributeValue> {
        @Override
        public void serialize(AttributeValue value, JsonGenerator json, SerializationContext context) {
            DecisionWriter.value(value, json);
        }
    }

    private static final class ValueReader extends ValueDeserializer<AttributeValue> {
        @Override
        public AttributeValue deserialize(JsonParser json, DeserializationContext context) {
            return value(context.readTree(json));
        }

        private static AttributeValue value(JsonNode json) {
            if (json.isBoolean()) {
                return AttributeValue.of(json.booleanValue());
            }
            if (json.isNumber()) {
                return json.isIntegralNumber() && json.canConvertToLong()
                        ? AttributeValue.of(json.longValue())
                        : new AttributeValue.DecimalValue(json.decimalValue());
            }
            if (json.isArray()) {
                List<AttributeValue> values = new ArrayList<>();
                json.forEach(item -> values.add(value(item)));
                return new AttributeValue.ListValue(values);
            }
            if (json.isObject()) {
                Map<String, AttributeValue> members = new HashMap<>();
                json.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
                return new AttributeValue.ObjectValue(members);
            }
            return AttributeValue.of(json.asString());
        }
    }

    private static final class FactsWriter extends ValueSerializer<SubjectFacts> {
        @Override
        public void serialize(SubjectFacts facts, JsonGenerator json, SerializationContext context) {
            DecisionWriter.facts(facts, json);
        }
    }

    private static final class FactsReader extends ValueDeserializer<SubjectFacts> {
        @Override
        public SubjectFacts deserialize(JsonParser json, DeserializationContext context) {
            JsonNode facts = context.readTree(json);
            return switch (facts.path(SORT).asString("")) {
                case "stranger" -> new SubjectFacts.Stranger();
                case "other" -> new SubjectFacts.NotAnIdentity();
                case "known" -> context.readTreeAsValue(facts, SubjectFacts.Known.class);
                default ->
                    context.reportInputMismatch(SubjectFacts.class, "'sort' must be one of stranger, other, known");
            };
        }
    }
}

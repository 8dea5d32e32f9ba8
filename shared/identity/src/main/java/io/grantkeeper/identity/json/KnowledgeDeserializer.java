package io.grantkeeper.identity.json;

import io.grantkeeper.identity.Knowledge;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads null, or a member that is not there, as unknown, and anything else as the value it knows. */
@SuppressWarnings("rawtypes") // Jackson registers deserializers by raw class
final class KnowledgeDeserializer extends ValueDeserializer<Knowledge> {
    private final @Nullable JavaType content;

    KnowledgeDeserializer() {
        this(null);
    }

    private KnowledgeDeserializer(@Nullable JavaType content) {
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType type = property == null ? context.getContextualType() : property.getType();
        return new KnowledgeDeserializer(type.containedTypeOrUnknown(0));
    }

    @Override
    public Knowledge deserialize(JsonParser parser, DeserializationContext context) {
        JavaType type = content == null ? context.constructType(Object.class) : content;
        return Knowledge.known(context.<Object>readValue(parser, type));
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return Knowledge.unknown();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return Knowledge.unknown();
    }
}

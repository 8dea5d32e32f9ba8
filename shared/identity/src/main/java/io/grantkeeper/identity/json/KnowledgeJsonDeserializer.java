package io.grantkeeper.identity.json;

import io.grantkeeper.identity.Knowledge;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads null and a missing member as unknown, and anything else as a known value. */
@SuppressWarnings("rawtypes") // Jackson registers deserializers by raw class
final class KnowledgeJsonDeserializer extends ValueDeserializer<Knowledge> {
    private final @Nullable JavaType content;

    KnowledgeJsonDeserializer() {
        this(null);
    }

    private KnowledgeJsonDeserializer(@Nullable JavaType content) {
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType type = property == null ? context.getContextualType() : property.getType();
        return new KnowledgeJsonDeserializer(type.containedTypeOrUnknown(0));
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

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.KnownOrUnknown;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads null and a missing member as unknown, and anything else as a known value. */
@SuppressWarnings("rawtypes") // Jackson registers deserializers by raw class
final class KnownOrUnknownJsonDeserializer extends ValueDeserializer<KnownOrUnknown> {
    private final @Nullable JavaType content;

    KnownOrUnknownJsonDeserializer() {
        this(null);
    }

    private KnownOrUnknownJsonDeserializer(@Nullable JavaType content) {
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType type = property == null ? context.getContextualType() : property.getType();
        return new KnownOrUnknownJsonDeserializer(type.containedTypeOrUnknown(0));
    }

    @Override
    public KnownOrUnknown deserialize(JsonParser parser, DeserializationContext context) {
        JavaType type = content == null ? context.constructType(Object.class) : content;
        return KnownOrUnknown.known(context.<Object>readValue(parser, type));
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return KnownOrUnknown.unknown();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return KnownOrUnknown.unknown();
    }
}

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.Knowledge;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a known value as the value itself and an unknown one as null. */
@SuppressWarnings("rawtypes") // Jackson registers serializers by raw class
final class KnowledgeJsonSerializer extends ValueSerializer<Knowledge> {
    @Override
    public void serialize(Knowledge value, JsonGenerator generator, SerializationContext context) {
        switch (value) {
            case Knowledge.Known known -> context.writeValue(generator, known.value());
            case Knowledge.Unknown _ -> generator.writeNull();
        }
    }
}

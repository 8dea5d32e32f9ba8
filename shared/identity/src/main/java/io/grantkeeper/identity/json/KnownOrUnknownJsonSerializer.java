package io.grantkeeper.identity.json;

import io.grantkeeper.identity.KnownOrUnknown;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a known value as the value itself and an unknown one as null. */
@SuppressWarnings("rawtypes") // Jackson registers serializers by raw class
final class KnownOrUnknownJsonSerializer extends ValueSerializer<KnownOrUnknown> {
    @Override
    public void serialize(KnownOrUnknown value, JsonGenerator generator, SerializationContext context) {
        switch (value) {
            case KnownOrUnknown.Known known -> context.writeValue(generator, known.value());
            case KnownOrUnknown.Unknown _ -> generator.writeNull();
        }
    }
}

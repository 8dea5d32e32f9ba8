package io.grantkeeper.identity.json;

import io.grantkeeper.identity.KnownOrUnknown;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Jackson data binding for the model. The binding is created on first use, because rows are usually read and written
 * without it.
 */
final class ModelDataBinding {
    static final JsonMapper MAPPER =
            JsonMapper.builder(ModelJson.TOKENS).addModule(module()).build();

    private ModelDataBinding() {}

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("grantkeeper-model");
        ModelJson.TEXTS.forEach((type, text) -> bind(module, type, text));
        module.addSerializer(KnownOrUnknown.class, new KnownOrUnknownJsonSerializer());
        module.addDeserializer(KnownOrUnknown.class, new KnownOrUnknownJsonDeserializer());
        return module;
    }

    @SuppressWarnings("unchecked") // each serializer handles the type under which it is registered
    private static <T> void bind(SimpleModule module, Class<T> type, ScalarCodecs.Text<?> text) {
        ScalarCodecs.Text<T> own = (ScalarCodecs.Text<T>) text;
        module.addSerializer(type, new TextSerializer<>(own));
        module.addDeserializer(type, new TextDeserializer<>(type, own));
    }

    private static final class TextSerializer<T> extends ValueSerializer<T> {
        private final ScalarCodecs.Text<T> shape;

        TextSerializer(ScalarCodecs.Text<T> shape) {
            this.shape = shape;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            shape.write(value, generator);
        }
    }

    private static final class TextDeserializer<T> extends ValueDeserializer<T> {
        private final Class<T> type;
        private final ScalarCodecs.Text<T> shape;

        TextDeserializer(Class<T> type, ScalarCodecs.Text<T> shape) {
            this.type = type;
            this.shape = shape;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getValueAsString();
            if (text == null) {
                return context.reportInputMismatch(type, "expected a string for %s", type.getSimpleName());
            }
            try {
                return shape.of(text);
            } catch (RuntimeException e) {
                return context.reportInputMismatch(type, "%s", String.valueOf(e.getMessage()));
            }
        }
    }
}

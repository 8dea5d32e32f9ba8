package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.grantkeeper.functions.work.MalformedJson;
import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/**
 * Reads and writes one type of event. AWS types use AWS's serializers, which support the capitalized {@code Records}
 * and the dates of these types. Grantkeeper's own records are read and written with {@code ModelJson}.
 */
public interface EventCodec<T> {
    /**
     * Reads one event.
     *
     * @throws IllegalArgumentException if the JSON has a different shape; neither the message nor the cause quotes the
     *     event, because the runtime logs both
     */
    T read(InputStream json) throws IOException;

    void write(T value, OutputStream out) throws IOException;

    /** Returns the codec of a type. */
    static <T> EventCodec<T> of(Class<T> type) {
        return type.getName().startsWith("com.amazonaws.") ? ofAws(type) : new OfModel<>(type);
    }

    private static <T> EventCodec<T> ofAws(Class<T> type) {
        return new OfAws<>(
                type,
                LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
                        : JacksonFactory.getInstance().getSerializer(type));
    }

    /** The codec of an AWS type. */
    record OfAws<T>(Class<T> type, PojoSerializer<T> serializer) implements EventCodec<T> {
        @Override
        public T read(InputStream json) {
            try {
                T event = serializer.fromJson(json);
                if (event != null) {
                    return event;
                }
            } catch (RuntimeException _) {
                // reported below
            }
            throw new IllegalArgumentException(
                    "the event is not a JSON object of the AWS type %s".formatted(type.getSimpleName()));
        }

        @Override
        public void write(T value, OutputStream out) {
            serializer.toJson(value, out);
        }
    }

    /** The codec of one of Grantkeeper's records. */
    record OfModel<T>(Class<T> type) implements EventCodec<T> {
        @Override
        public T read(InputStream json) throws IOException {
            T event;
            try {
                event = ModelJson.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), type);
            } catch (JacksonException e) {
                throw refusal(MalformedJson.describe(e));
            }
            if (event == null) {
                throw refusal("the event is null");
            }
            return event;
        }

        private IllegalArgumentException refusal(String why) {
            return new IllegalArgumentException("the event is not a %s: %s".formatted(type.getSimpleName(), why));
        }

        @Override
        public void write(T value, OutputStream out) throws IOException {
            out.write(ModelJson.write(value).getBytes(StandardCharsets.UTF_8));
        }
    }
}

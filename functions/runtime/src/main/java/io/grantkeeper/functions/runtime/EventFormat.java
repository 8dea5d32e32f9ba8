package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.grantkeeper.functions.work.Malformed;
import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/**
 * Reads and writes one type of event: AWS' own types with AWS' own serialisers, which know their capital
 * {@code Records} and their dates, and our records as the model's JSON.
 */
public interface EventFormat<T> {
    /**
     * Reads one event.
     *
     * @throws IllegalArgumentException where it is not of that shape; neither the message nor a cause quotes it, for the
     *     runtime logs both
     */
    T read(InputStream json) throws IOException;

    void write(T value, OutputStream out) throws IOException;

    @SuppressWarnings("unchecked") // the format of a type reads and writes that type
    static <T> EventFormat<T> of(Class<T> type) {
        EventFormat<?> own = LeanFormats.find(type);
        if (own != null) {
            return (EventFormat<T>) own;
        }
        return type.getName().startsWith("com.amazonaws.") ? ofAws(type) : new OfModel<>(type);
    }

    /** An AWS type, with AWS' serialiser. */
    static <T> EventFormat<T> ofAws(Class<T> type) {
        return new OfAws<>(
                type,
                LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
                        : JacksonFactory.getInstance().getSerializer(type));
    }

    /** An AWS type. */
    record OfAws<T>(Class<T> type, PojoSerializer<T> serializer) implements EventFormat<T> {
        @Override
        public T read(InputStream json) {
            try {
                T event = serializer.fromJson(json);
                if (event != null) {
                    return event;
                }
            } catch (RuntimeException _) {
                // told below
            }
            throw new IllegalArgumentException(
                    "the event is not a JSON object of the form of AWS' %s".formatted(type.getSimpleName()));
        }

        @Override
        public void write(T value, OutputStream out) {
            serializer.toJson(value, out);
        }
    }

    /** One of our records. */
    record OfModel<T>(Class<T> type) implements EventFormat<T> {
        @Override
        public T read(InputStream json) throws IOException {
            T event;
            try {
                event = ModelJson.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), type);
            } catch (JacksonException e) {
                throw refusal(Malformed.describe(e));
            }
            if (event == null) {
                throw refusal("it is null");
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

package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The formats of events that are many and that somebody waits for, read and written token by token: AWS' serialisers build
 * a whole object mapper at the first event. What these do not know is left to AWS' own.
 */
final class LeanFormats {
    private static final JsonFactory TOKENS = new JsonFactory();

    private LeanFormats() {}

    /** Null where AWS' serialiser is to be used. A switch over types would be a start-up cost of its own. */
    static @Nullable EventFormat<?> find(Class<?> type) {
        if (type == APIGatewayV2HTTPEvent.class) {
            return new Reading<>(APIGatewayV2HTTPEvent.class, HttpEvents::of);
        }
        if (type == SQSEvent.class) {
            return new Reading<>(SQSEvent.class, QueueEvents::of);
        }
        if (type == DynamodbEvent.class) {
            return new Reading<>(DynamodbEvent.class, StreamEvents::of);
        }
        if (type == APIGatewayV2HTTPResponse.class) {
            return new Writing<>(APIGatewayV2HTTPResponse.class, HttpEvents::write);
        }
        if (type == SQSBatchResponse.class) {
            return new Writing<>(SQSBatchResponse.class, QueueEvents::write);
        }
        if (type == StreamsEventResponse.class) {
            return new Writing<>(StreamsEventResponse.class, QueueEvents::write);
        }
        return null;
    }

    /**
     * Reads events.
     *
     * @param convert null where the event holds what it does not know
     */
    private record Reading<T>(Class<T> type, Function<EventJson, @Nullable T> convert) implements EventFormat<T> {
        @Override
        public T read(InputStream json) throws IOException {
            byte[] bytes = json.readAllBytes();
            T event;
            try {
                event = convert.apply(EventJson.read(bytes));
            } catch (JacksonException | IllegalArgumentException _) {
                throw new IllegalArgumentException(
                        "the event is not a JSON object of the form of AWS' %s".formatted(type.getSimpleName()));
            }
            return event == null ? EventFormat.ofAws(type).read(new java.io.ByteArrayInputStream(bytes)) : event;
        }

        @Override
        public void write(T value, OutputStream out) throws IOException {
            EventFormat.ofAws(type).write(value, out);
        }
    }

    /** Writes answers. */
    private record Writing<T>(Class<T> type, BiConsumer<T, JsonGenerator> convert) implements EventFormat<T> {
        @Override
        public T read(InputStream json) throws IOException {
            return EventFormat.ofAws(type).read(json);
        }

        @Override
        public void write(T value, OutputStream out) {
            try (JsonGenerator json = TOKENS.createGenerator(ObjectWriteContext.empty(), out)) {
                convert.accept(value, json);
            } catch (UncheckedIOException e) {
                throw new IllegalStateException("the answer cannot be written", e);
            }
        }
    }
}

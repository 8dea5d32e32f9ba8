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
 * The codecs of frequent and latency-sensitive events. They read and write token by token, because AWS's serializers
 * build a whole object mapper at the first event. AWS's serializers still handle everything that these codecs do not
 * support.
 */
final class StreamingEventCodecs {
    private static final JsonFactory TOKENS = new JsonFactory();

    private StreamingEventCodecs() {}

    /**
     * Returns the codec of a type; null if AWS's serializer must be used. Compares types one by one, because a switch
     * over types would slow down the cold start.
     */
    static @Nullable EventCodec<?> find(Class<?> type) {
        if (type == APIGatewayV2HTTPEvent.class) {
            return new ReadFormat<>(APIGatewayV2HTTPEvent.class, HttpEvents::of);
        }
        if (type == SQSEvent.class) {
            return new ReadFormat<>(SQSEvent.class, SqsBatchResponses::of);
        }
        if (type == DynamodbEvent.class) {
            return new ReadFormat<>(DynamodbEvent.class, StreamBatchResponses::of);
        }
        if (type == APIGatewayV2HTTPResponse.class) {
            return new WriteFormat<>(APIGatewayV2HTTPResponse.class, HttpEvents::write);
        }
        if (type == SQSBatchResponse.class) {
            return new WriteFormat<>(SQSBatchResponse.class, SqsBatchResponses::write);
        }
        if (type == StreamsEventResponse.class) {
            return new WriteFormat<>(StreamsEventResponse.class, SqsBatchResponses::write);
        }
        return null;
    }

    /**
     * A codec that only reads events.
     *
     * @param convert converts the JSON to an event; returns null if the JSON contains something unknown, in which case
     *     AWS's serializer reads it
     */
    private record ReadFormat<T>(Class<T> type, Function<EventJsonObject, @Nullable T> convert)
            implements EventCodec<T> {
        @Override
        public T read(InputStream json) throws IOException {
            byte[] bytes = json.readAllBytes();
            T event;
            try {
                event = convert.apply(EventJsonObject.read(bytes));
            } catch (JacksonException | IllegalArgumentException _) {
                throw new IllegalArgumentException(
                        "the event is not a JSON object of the AWS type %s".formatted(type.getSimpleName()));
            }
            return event == null ? EventCodec.ofAws(type).read(new java.io.ByteArrayInputStream(bytes)) : event;
        }

        @Override
        public void write(T value, OutputStream out) throws IOException {
            EventCodec.ofAws(type).write(value, out);
        }
    }

    /** A codec that only writes responses. */
    private record WriteFormat<T>(Class<T> type, BiConsumer<T, JsonGenerator> convert) implements EventCodec<T> {
        @Override
        public T read(InputStream json) throws IOException {
            return EventCodec.ofAws(type).read(json);
        }

        @Override
        public void write(T value, OutputStream out) {
            try (JsonGenerator json = TOKENS.createGenerator(ObjectWriteContext.empty(), out)) {
                convert.accept(value, json);
            } catch (UncheckedIOException e) {
                throw new IllegalStateException("cannot write the response", e);
            }
        }
    }
}

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.KnownOrUnknown;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The codecs of collections, maps and optional values, based on the codecs of their content. */
final class CollectionCodecs {
    private CollectionCodecs() {}

    private static <T> T readNonNull(JsonCodec<T> shape, JsonParser json) {
        T value = shape.readOrNull(json);
        if (value == null) {
            throw new JsonCodec.Unreadable();
        }
        return value;
    }

    /** The codec of a list or set, which becomes a JSON array. */
    static final class Elements<E, C extends Collection<E>> extends JsonCodec<C> {
        private final JsonCodec<E> element;
        private final Supplier<? extends C> empty;

        Elements(JsonCodec<E> element, Supplier<? extends C> empty) {
            this.element = element;
            this.empty = empty;
        }

        @Override
        C read(JsonParser json) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw new Unreadable();
            }
            C all = empty.get();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                all.add(readNonNull(element, json));
            }
            return all;
        }

        @Override
        boolean canWrite() {
            return element.canWrite();
        }

        @Override
        void write(C values, JsonGenerator json) {
            json.writeStartArray();
            for (E value : values) {
                element.writeOrNull(value, json);
            }
            json.writeEndArray();
        }
    }

    /** The codec of a map with string keys, which becomes a JSON object. */
    static final class Members<V> extends JsonCodec<Map<String, V>> {
        private final JsonCodec<V> value;
        private final Supplier<? extends Map<String, V>> empty;

        Members(JsonCodec<V> value, Supplier<? extends Map<String, V>> empty) {
            this.value = value;
            this.empty = empty;
        }

        Members(JsonCodec<V> value) {
            this(value, LinkedHashMap::new);
        }

        @Override
        Map<String, V> read(JsonParser json) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new Unreadable();
            }
            Map<String, V> all = empty.get();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                all.put(name, readNonNull(value, json));
            }
            return all;
        }

        @Override
        boolean canWrite() {
            return value.canWrite();
        }

        @Override
        void write(Map<String, V> values, JsonGenerator json) {
            json.writeStartObject();
            for (var entry : values.entrySet()) {
                json.writeName(entry.getKey());
                value.writeOrNull(entry.getValue(), json);
            }
            json.writeEndObject();
        }
    }

    /** The codec of an optional or possibly unknown value, which becomes the value itself or null. */
    static final class OptionalValue<T, H> extends JsonCodec<H> {
        private final JsonCodec<T> content;
        private final Function<T, H> wrap;
        private final Function<H, Optional<T>> unwrap;
        private final H without;

        private OptionalValue(JsonCodec<T> content, Function<T, H> wrap, Function<H, Optional<T>> unwrap, H without) {
            this.content = content;
            this.wrap = wrap;
            this.unwrap = unwrap;
            this.without = without;
        }

        static <T> JsonCodec<Optional<T>> optional(JsonCodec<T> content) {
            return new OptionalValue<>(content, Optional::of, Function.identity(), Optional.empty());
        }

        static <T> JsonCodec<KnownOrUnknown<T>> knowledge(JsonCodec<T> content) {
            return new OptionalValue<>(
                    content, KnownOrUnknown::known, KnownOrUnknown::toOptional, KnownOrUnknown.unknown());
        }

        @Override
        H read(JsonParser json) {
            return wrap.apply(content.read(json));
        }

        @Override
        boolean canWrite() {
            return content.canWrite();
        }

        @Override
        void write(H value, JsonGenerator json) {
            content.writeOrNull(unwrap.apply(value).orElse(null), json);
        }

        @Override
        H nullValue() {
            return without;
        }
    }
}

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.Knowledge;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Shapes of what holds values of another shape. */
final class Containers {
    private Containers() {}

    private static <T> T present(Shape<T> shape, JsonParser json) {
        T value = shape.readOrNull(json);
        if (value == null) {
            throw new Shape.Unreadable();
        }
        return value;
    }

    /** A list or a set, as an array. */
    static final class Elements<E, C extends Collection<E>> extends Shape<C> {
        private final Shape<E> element;
        private final Supplier<? extends C> empty;

        Elements(Shape<E> element, Supplier<? extends C> empty) {
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
                all.add(present(element, json));
            }
            return all;
        }

        @Override
        boolean writes() {
            return element.writes();
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

    /** A map with texts as keys, as an object. */
    static final class Members<V> extends Shape<Map<String, V>> {
        private final Shape<V> value;
        private final Supplier<? extends Map<String, V>> empty;

        Members(Shape<V> value, Supplier<? extends Map<String, V>> empty) {
            this.value = value;
            this.empty = empty;
        }

        Members(Shape<V> value) {
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
                all.put(name, present(value, json));
            }
            return all;
        }

        @Override
        boolean writes() {
            return value.writes();
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

    /** A value that may be missing or unknown, as itself; otherwise null. */
    static final class Perhaps<T, H> extends Shape<H> {
        private final Shape<T> content;
        private final Function<T, H> wrap;
        private final Function<H, Optional<T>> unwrap;
        private final H without;

        private Perhaps(Shape<T> content, Function<T, H> wrap, Function<H, Optional<T>> unwrap, H without) {
            this.content = content;
            this.wrap = wrap;
            this.unwrap = unwrap;
            this.without = without;
        }

        static <T> Shape<Optional<T>> there(Shape<T> content) {
            return new Perhaps<>(content, Optional::of, Function.identity(), Optional.empty());
        }

        static <T> Shape<Knowledge<T>> known(Shape<T> content) {
            return new Perhaps<>(content, Knowledge::known, Knowledge::toOptional, Knowledge.unknown());
        }

        @Override
        H read(JsonParser json) {
            return wrap.apply(content.read(json));
        }

        @Override
        boolean writes() {
            return content.writes();
        }

        @Override
        void write(H value, JsonGenerator json) {
            content.writeOrNull(unwrap.apply(value).orElse(null), json);
        }

        @Override
        H ofNull() {
            return without;
        }
    }
}

package io.grantkeeper.identity.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The codecs of single values. Numbers and strings are never converted into each other. */
final class ScalarCodecs {
    static final Map<Class<?>, JsonCodec<?>> STANDARD = Map.of(
            String.class, new Text<String>(text -> text, text -> text),
            Instant.class, new Text<>(Instant::toString, Instant::parse),
            LocalDate.class, new Text<>(LocalDate::toString, LocalDate::parse),
            boolean.class, new Primitive<>(ScalarCodecs::bool, (value, json) -> json.writeBoolean(value)),
            int.class, new Primitive<>(ScalarCodecs::integer, (value, json) -> json.writeNumber(value)),
            long.class, new Primitive<>(ScalarCodecs::longInteger, (value, json) -> json.writeNumber(value)),
            Boolean.class, new Boxed<>(ScalarCodecs::bool, (value, json) -> json.writeBoolean(value)),
            Integer.class, new Boxed<>(ScalarCodecs::integer, (value, json) -> json.writeNumber(value)),
            Long.class, new Boxed<>(ScalarCodecs::longInteger, (value, json) -> json.writeNumber(value)));

    private ScalarCodecs() {}

    private static boolean bool(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new JsonCodec.Unreadable();
        };
    }

    private static int integer(JsonParser json) {
        require(json, JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    private static long longInteger(JsonParser json) {
        require(json, JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static void require(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw new JsonCodec.Unreadable();
        }
    }

    /** Returns a codec that represents each enum constant by the result of its {@code toString} method. */
    static <E> JsonCodec<E> constants(E[] constants) {
        Map<String, E> byText = new HashMap<>();
        for (E constant : constants) {
            byText.put(constant.toString(), constant);
        }
        return new Text<>(Object::toString, text -> {
            E constant = byText.get(text);
            if (constant == null) {
                throw new JsonCodec.Unreadable();
            }
            return constant;
        });
    }

    /** The codec of a type whose values are represented by strings. */
    static final class Text<T> extends JsonCodec<T> {
        private final Function<? super T, String> write;
        private final Function<String, ? extends T> read;

        Text(Function<? super T, String> write, Function<String, ? extends T> read) {
            this.write = write;
            this.read = read;
        }

        @Override
        T read(JsonParser json) {
            require(json, JsonToken.VALUE_STRING);
            return of(json.getString());
        }

        T of(String text) {
            return read.apply(text);
        }

        @Override
        void write(T value, JsonGenerator json) {
            json.writeString(write.apply(value));
        }
    }

    private static class Boxed<T> extends JsonCodec<T> {
        private final Function<JsonParser, T> read;
        private final BiConsumer<T, JsonGenerator> write;

        Boxed(Function<JsonParser, T> read, BiConsumer<T, JsonGenerator> write) {
            this.read = read;
            this.write = write;
        }

        @Override
        T read(JsonParser json) {
            return read.apply(json);
        }

        @Override
        void write(T value, JsonGenerator json) {
            write.accept(value, json);
        }
    }

    /** The codec of a primitive value, which cannot be null. */
    private static final class Primitive<T> extends Boxed<T> {
        Primitive(Function<JsonParser, T> read, BiConsumer<T, JsonGenerator> write) {
            super(read, write);
        }

        @Override
        @Nullable
        T nullValue() {
            throw new Unreadable();
        }
    }
}

package io.grantkeeper.identity.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The JSON representation of one type, which {@link ModelJson} uses to read and write values without data binding. If a
 * codec finds unexpected input, it throws {@link Unreadable}; data binding then reads the same text or reports the
 * error.
 */
abstract class JsonCodec<T> {
    /**
     * Reads the value that starts at the parser's current token, which is not null, and stops at the value's last
     * token.
     */
    abstract T read(JsonParser json);

    /** Writes a value. Call this method only if {@link #canWrite} returns true. */
    abstract void write(T value, JsonGenerator json);

    /** Returns whether data binding would produce the same output. If not, this codec must not write values. */
    boolean canWrite() {
        return true;
    }

    /** Returns the value that null or a missing member represents. */
    @Nullable
    T nullValue() {
        return null;
    }

    /** Reads a value that is a member or is inside another value, and may therefore be null. */
    final @Nullable T readOrNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? nullValue() : read(json);
    }

    final void writeOrNull(@Nullable T value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else {
            write(value, json);
        }
    }

    /** Thrown for input that the codec cannot read and that data binding must read instead. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super("left to data binding", null, false, false);
        }
    }
}

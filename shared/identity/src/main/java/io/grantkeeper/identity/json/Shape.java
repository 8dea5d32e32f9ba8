package io.grantkeeper.identity.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * How the values of one type stand in JSON, for {@link ModelJson} to read and write them without data binding. What a shape
 * does not understand it refuses with {@link Unreadable}; data binding then reads the same text, or says what is wrong.
 */
abstract class Shape<T> {
    /** Reads the value that starts at the parser's token, which is not null, and stops at its last token. */
    abstract T read(JsonParser json);

    /** Only where it {@link #writes}. */
    abstract void write(T value, JsonGenerator json);

    /** Whether data binding would write the same. */
    boolean writes() {
        return true;
    }

    /** What null means, and a member that is not there. */
    @Nullable
    T ofNull() {
        return null;
    }

    /** As a member, or inside another value. */
    final @Nullable T readOrNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? ofNull() : read(json);
    }

    final void writeOrNull(@Nullable T value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else {
            write(value, json);
        }
    }

    /** Left to data binding. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super("left to data binding", null, false, false);
        }
    }
}

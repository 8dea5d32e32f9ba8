package io.grantkeeper.identity.json;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The codec of a record, which becomes a JSON object with the record's components as members, in declaration order.
 * Other members in the input are ignored.
 */
final class RecordCodec<R> extends JsonCodec<R> {
    private final RecordReflection<R> access;
    private final String[] names;
    private final List<JsonCodec<Object>> shapes;
    private final boolean canWrite;

    /**
     * Creates a codec.
     *
     * @param shapes the codecs of the components, in declaration order
     */
    RecordCodec(Class<R> type, RecordComponent[] components, List<JsonCodec<Object>> shapes) {
        this.access = new RecordReflection<>(type, components);
        this.shapes = List.copyOf(shapes);
        this.canWrite = !DerivedJsonMembers.existIn(type) && shapes.stream().allMatch(JsonCodec::canWrite);
        this.names = new String[components.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = components[i].getName();
        }
    }

    @Override
    R read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Unreadable();
        }
        @Nullable Object[] values = new Object[names.length];
        boolean[] seen = new boolean[names.length];
        int expected = 0;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            int index = indexOf(name, expected);
            if (index < 0) {
                json.skipChildren();
            } else {
                values[index] = shapes.get(index).readOrNull(json);
                seen[index] = true;
                expected = index + 1;
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (!seen[i]) {
                values[i] = shapes.get(i).nullValue();
            }
        }
        return access.create(values);
    }

    private int indexOf(String name, int expected) {
        for (int i = 0; i < names.length; i++) {
            int index = (expected + i) % names.length;
            if (names[index].equals(name)) {
                return index;
            }
        }
        return -1;
    }

    @Override
    boolean canWrite() {
        return canWrite;
    }

    @Override
    void write(R value, JsonGenerator json) {
        json.writeStartObject();
        for (int index = 0; index < names.length; index++) {
            json.writeName(names[index]);
            shapes.get(index).writeOrNull(access.get(value, index), json);
        }
        json.writeEndObject();
    }
}

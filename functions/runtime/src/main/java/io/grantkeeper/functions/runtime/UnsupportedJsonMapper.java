package io.grantkeeper.functions.runtime;

import java.lang.reflect.Type;
import org.springframework.cloud.function.json.JsonMapper;

/**
 * A JSON mapper that the function catalog requires but never uses. Functions get typed events, so any use of the mapper
 * is a bug in the configuration of functions.
 */
final class UnsupportedJsonMapper extends JsonMapper {
    @Override
    public byte[] toJson(Object value) {
        throw refusal(value.getClass());
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in the overridden method
    protected <T> T doFromJson(Object json, Type type) {
        throw refusal(type);
    }

    @Override
    public String toString(Object value) {
        throw refusal(value.getClass());
    }

    private static IllegalStateException refusal(Type type) {
        return new IllegalStateException("functions receive typed events; %s must not be converted to or from JSON"
                .formatted(type.getTypeName()));
    }
}

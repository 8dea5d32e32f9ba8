package io.grantkeeper.functions.runtime;

import java.lang.reflect.Type;
import org.springframework.cloud.function.json.JsonMapper;

/** The catalogue wants a JSON mapper; ours never has to convert, so a use of it is a mistake in our wiring. */
final class NoJson extends JsonMapper {
    @Override
    public byte[] toJson(Object value) {
        throw refusal(value.getClass());
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as the overridden method has it
    protected <T> T doFromJson(Object json, Type type) {
        throw refusal(type);
    }

    @Override
    public String toString(Object value) {
        throw refusal(value.getClass());
    }

    private static IllegalStateException refusal(Type type) {
        return new IllegalStateException(
                "functions get typed events: nothing is to be converted to or from %s".formatted(type.getTypeName()));
    }
}

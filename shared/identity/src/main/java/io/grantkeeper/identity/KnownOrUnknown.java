package io.grantkeeper.identity;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A fact that may be unknown. Unlike an empty value, "unknown" never counts as "no" or "none". */
public sealed interface KnownOrUnknown<T> {
    record Known<T>(T value) implements KnownOrUnknown<T> {}

    record Unknown<T>() implements KnownOrUnknown<T> {}

    static <T> KnownOrUnknown<T> known(T value) {
        return new Known<>(value);
    }

    static <T> KnownOrUnknown<T> unknown() {
        return new Unknown<>();
    }

    /**
     * Returns a known value, or unknown for null. Use this method for values that a provider omits if it does not know
     * them.
     */
    static <T> KnownOrUnknown<T> ofNullable(@Nullable T value) {
        return value == null ? unknown() : known(value);
    }

    /** Returns a known value, or unknown if there is none, for values that a provider omits if it does not know them. */
    static <T> KnownOrUnknown<T> of(Optional<T> value) {
        return ofNullable(value.orElse(null));
    }

    default Optional<T> toOptional() {
        return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    default <R> KnownOrUnknown<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Known<T>(T value) -> known(change.apply(value));
            case Unknown<T> _ -> unknown();
        };
    }
}

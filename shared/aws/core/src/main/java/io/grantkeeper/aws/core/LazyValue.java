package io.grantkeeper.aws.core;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed once, when it is first needed. */
final class LazyValue<T> {
    private final Supplier<T> make;
    private @Nullable T value;

    LazyValue(Supplier<T> make) {
        this.make = make;
    }

    synchronized T get() {
        T made = value;
        if (made == null) {
            made = make.get();
            value = made;
        }
        return made;
    }

    synchronized void ifMade(Consumer<T> action) {
        T made = value;
        if (made != null) {
            action.accept(made);
        }
    }
}

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.json.Makers.Parts;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record's canonical constructor and its accessors. */
final class RecordAccess<R> {
    private final Function<Parts, R> maker;
    private final Method[] accessors;

    RecordAccess(Class<R> type, RecordComponent[] components) {
        this.maker = Makers.of(type).orElseGet(() -> byReflection(type, components));
        this.accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
    }

    private static <R> Function<Parts, R> byReflection(Class<R> type, RecordComponent[] components) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return parts -> make(constructor, parts);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private static <R> R make(Constructor<R> constructor, Parts parts) {
        try {
            return constructor.newInstance(parts.all());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's constructor can be called", e);
        }
    }

    R make(@Nullable Object[] values) {
        return maker.apply(new Parts(values));
    }

    Object take(R value, int component) {
        try {
            return accessors[component].invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessors can be called", e);
        }
    }
}

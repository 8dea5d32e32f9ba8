package io.grantkeeper.identity.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** A record's canonical constructor and its accessors. */
final class RecordReflection<R> {
    private final Constructor<R> constructor;
    private final Method[] accessors;

    RecordReflection(Class<R> type, RecordComponent[] components) {
        Class<?>[] types = new Class<?>[components.length];
        this.accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has no canonical constructor", e);
        }
        constructor.setAccessible(true);
    }

    /** Creates a record from the values of its components, in declaration order. */
    R create(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call a record's constructor", e);
        }
    }

    Object get(R value, int component) {
        try {
            return accessors[component].invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call a record's accessor", e);
        }
    }
}

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.json.ModelConstructors.Parts;
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
        this.maker = ModelConstructors.of(type).orElseGet(() -> byReflection(type, components));
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
            return parts -> create(constructor, parts);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has no canonical constructor", e);
        }
    }

    private static <R> R create(Constructor<R> constructor, Parts parts) {
        try {
            return constructor.newInstance(parts.all());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call a record's constructor", e);
        }
    }

    R create(@Nullable Object[] values) {
        return maker.apply(new Parts(values));
    }

    Object get(R value, int component) {
        try {
            return accessors[component].invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call a record's accessor", e);
        }
    }
}

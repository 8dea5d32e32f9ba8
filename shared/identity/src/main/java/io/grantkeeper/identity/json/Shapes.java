package io.grantkeeper.identity.json;

import io.grantkeeper.identity.Knowledge;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shapes of types: of records whose components are texts, numbers, enums, records, and collections of such. There
 * is none for anything else, nor for what holds anything else.
 */
final class Shapes {
    private final Map<Class<?>, Shape<?>> scalars = new HashMap<>(Scalars.STANDARD);
    private final Map<Class<?>, Optional<Shape<?>>> found = new ConcurrentHashMap<>();
    private final Set<Class<?>> underWay = new HashSet<>();

    /** @param texts the types that are written as one text each */
    Shapes(Map<Class<?>, ? extends Shape<?>> texts) {
        scalars.putAll(texts);
    }

    @SuppressWarnings("unchecked") // kept under its own class
    <T> Optional<Shape<T>> of(Class<T> type) {
        Optional<Shape<?>> known = found.get(type);
        return (known == null ? look(type) : known).map(shape -> (Shape<T>) shape);
    }

    /** One at a time: what another has half found would stand as not to be found. */
    private synchronized Optional<Shape<?>> look(Class<?> type) {
        Optional<Shape<?>> known = found.get(type);
        if (known != null) {
            return known;
        }
        if (!underWay.add(type)) {
            // A record that holds others of its own type is left to data binding.
            return Optional.empty();
        }
        Optional<Shape<?>> shape = Optional.ofNullable(plain(type));
        underWay.remove(type);
        found.put(type, shape);
        return shape;
    }

    private @Nullable Shape<?> find(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain).orElse(null);
        }
        return type instanceof ParameterizedType holder ? holder(holder) : null;
    }

    private @Nullable Shape<?> plain(Class<?> type) {
        Shape<?> scalar = scalars.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum()) {
            return Scalars.constants(type.getEnumConstants());
        }
        return type.isRecord() && type.getTypeParameters().length == 0 ? record(type) : null;
    }

    private <R> @Nullable Shape<R> record(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Shape<Object>> shapes = new ArrayList<>();
        for (RecordComponent component : components) {
            Shape<Object> shape = content(component.getGenericType());
            if (shape == null) {
                return null;
            }
            shapes.add(shape);
        }
        return new RecordShape<>(type, components, shapes);
    }

    private @Nullable Shape<?> holder(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Shape<Object> content = content(arguments[arguments.length - 1]);
        if (content == null) {
            return null;
        }
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return Containers.Perhaps.there(content);
        }
        if (raw == Knowledge.class) {
            return Containers.Perhaps.known(content);
        }
        if (raw == List.class) {
            return new Containers.Elements<>(content, ArrayList::new);
        }
        if (raw == Set.class) {
            return new Containers.Elements<>(content, LinkedHashSet::new);
        }
        if (raw == SortedSet.class) {
            return new Containers.Elements<>(content, TreeSet::new);
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new Containers.Members<>(content);
        }
        return raw == SortedMap.class && arguments[0] == String.class
                ? new Containers.Members<>(content, TreeMap::new)
                : null;
    }

    @SuppressWarnings("unchecked") // what a component holds is what its own shape reads and writes
    private @Nullable Shape<Object> content(Type type) {
        return (Shape<Object>) find(type);
    }
}

package io.grantkeeper.identity.json;

import io.grantkeeper.identity.KnownOrUnknown;
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
 * Finds the codecs of types. Strings, numbers and enums have a codec, and so do records whose components are such
 * values, other records, or collections of these. Other types have none.
 */
final class JsonCodecs {
    private final Map<Class<?>, JsonCodec<?>> scalars = new HashMap<>(ScalarCodecs.STANDARD);
    private final Map<Class<?>, Optional<JsonCodec<?>>> found = new ConcurrentHashMap<>();
    private final Set<Class<?>> underWay = new HashSet<>();

    /**
     * Creates an instance.
     *
     * @param texts the codecs of the types whose values are each represented by a single string
     */
    JsonCodecs(Map<Class<?>, ? extends JsonCodec<?>> texts) {
        scalars.putAll(texts);
    }

    @SuppressWarnings("unchecked") // each codec is stored under its own class
    <T> Optional<JsonCodec<T>> of(Class<T> type) {
        Optional<JsonCodec<?>> known = found.get(type);
        return (known == null ? findOrCreate(type) : known).map(shape -> (JsonCodec<T>) shape);
    }

    /** Finds a codec under a lock, so that no other thread mistakes an unfinished search for a missing codec. */
    private synchronized Optional<JsonCodec<?>> findOrCreate(Class<?> type) {
        Optional<JsonCodec<?>> known = found.get(type);
        if (known != null) {
            return known;
        }
        if (!underWay.add(type)) {
            // The type contains itself, because its codec is already being created; data binding handles it.
            return Optional.empty();
        }
        Optional<JsonCodec<?>> shape = Optional.ofNullable(codecOfClass(type));
        underWay.remove(type);
        found.put(type, shape);
        return shape;
    }

    private @Nullable JsonCodec<?> find(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain).orElse(null);
        }
        return type instanceof ParameterizedType holder ? codecOfContainer(holder) : null;
    }

    private @Nullable JsonCodec<?> codecOfClass(Class<?> type) {
        JsonCodec<?> scalar = scalars.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnum()) {
            return ScalarCodecs.constants(type.getEnumConstants());
        }
        return type.isRecord() && type.getTypeParameters().length == 0 ? record(type) : null;
    }

    private <R> @Nullable JsonCodec<R> record(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<JsonCodec<Object>> shapes = new ArrayList<>();
        for (RecordComponent component : components) {
            JsonCodec<Object> shape = contentCodec(component.getGenericType());
            if (shape == null) {
                return null;
            }
            shapes.add(shape);
        }
        return new RecordCodec<>(type, components, shapes);
    }

    private @Nullable JsonCodec<?> codecOfContainer(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        JsonCodec<Object> content = contentCodec(arguments[arguments.length - 1]);
        if (content == null) {
            return null;
        }
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Optional.class) {
            return CollectionCodecs.OptionalValue.optional(content);
        }
        if (raw == KnownOrUnknown.class) {
            return CollectionCodecs.OptionalValue.knowledge(content);
        }
        if (raw == List.class) {
            return new CollectionCodecs.Elements<>(content, ArrayList::new);
        }
        if (raw == Set.class) {
            return new CollectionCodecs.Elements<>(content, LinkedHashSet::new);
        }
        if (raw == SortedSet.class) {
            return new CollectionCodecs.Elements<>(content, TreeSet::new);
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new CollectionCodecs.Members<>(content);
        }
        return raw == SortedMap.class && arguments[0] == String.class
                ? new CollectionCodecs.Members<>(content, TreeMap::new)
                : null;
    }

    @SuppressWarnings("unchecked") // a component's codec reads and writes exactly the component's type
    private @Nullable JsonCodec<Object> contentCodec(Type type) {
        return (JsonCodec<Object>) find(type);
    }
}

package io.grantkeeper.property.testkit;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generates records whose components have any values that the constructors accept. Records, sealed interfaces, enums
 * and the JDK's collections need no preparation; {@link #with} and {@link #withWrapper} add all other types.
 */
public final class RecordArbitraries {
    private static final int MAX_ELEMENTS = 3;
    private static final int MAX_REFUSED = 10_000;

    private final Map<Class<?>, Arbitrary<?>> values = new HashMap<>();
    private final Map<Class<?>, UnaryOperator<Arbitrary<?>>> wrappers = new HashMap<>();

    public RecordArbitraries() {
        with(boolean.class, Arbitraries.of(false, true));
        withWrapper(Optional.class, Arbitrary::optional);
        withWrapper(List.class, content -> content.list().ofMaxSize(MAX_ELEMENTS));
        withWrapper(Set.class, content -> content.set().ofMaxSize(MAX_ELEMENTS));
        withWrapper(
                SortedSet.class,
                content -> content.set().ofMaxSize(MAX_ELEMENTS).map(TreeSet::new));
    }

    /**
     * Sets the values of a type, in place of any that would be generated for it. A primitive type includes its wrapper
     * class.
     */
    public <T> RecordArbitraries with(Class<T> type, Arbitrary<? extends T> arbitrary) {
        values.put(type, arbitrary);
        values.put(MethodType.methodType(type).wrap().returnType(), arbitrary);
        return this;
    }

    /**
     * Sets the values of a generic type.
     *
     * @param wrap returns the values of {@code type<C>}, given those of {@code C}
     */
    public RecordArbitraries withWrapper(Class<?> type, UnaryOperator<Arbitrary<?>> wrap) {
        wrappers.put(type, wrap);
        return this;
    }

    /** Returns an arbitrary that generates values of a type. */
    @SuppressWarnings("unchecked") // the values were generated or registered for this class
    public <T> Arbitrary<T> of(Class<T> type) {
        return (Arbitrary<T>) plain(type);
    }

    private Arbitrary<?> plain(Class<?> type) {
        Arbitrary<?> known = values.get(type);
        if (known != null) {
            return known;
        }
        Arbitrary<?> generated = generated(type);
        values.put(type, generated);
        return generated;
    }

    private Arbitrary<?> generated(Class<?> type) {
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return Arbitraries.oneOf(Arrays.stream(type.getPermittedSubclasses())
                    .<Arbitrary<Object>>map(this::widened)
                    .toList());
        }
        if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalStateException("no values are set for " + type);
    }

    private Arbitrary<?> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<Object>> arguments = Arrays.stream(components)
                .map(component -> widened(component.getGenericType()))
                .toList();
        Constructor<?> constructor = constructor(type, components);
        return Combinators.combine(arguments)
                .as(list -> create(constructor, list))
                .ignoreException(MAX_REFUSED, IllegalArgumentException.class);
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object create(Constructor<?> constructor, List<Object> arguments) {
        try {
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("the constructor refuses " + arguments, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked") // an arbitrary only produces values
    private Arbitrary<Object> widened(Type type) {
        return (Arbitrary<Object>)
                (type instanceof ParameterizedType generic ? generic(generic) : plain((Class<?>) type));
    }

    private Arbitrary<?> generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Map.class || raw == SortedMap.class) {
            Arbitrary<Map<Object, Object>> map = Arbitraries.maps(widened(arguments[0]), widened(arguments[1]))
                    .ofMaxSize(MAX_ELEMENTS);
            return raw == Map.class ? map : map.map(TreeMap::new);
        }
        UnaryOperator<Arbitrary<?>> wrapper = wrappers.get(raw);
        if (wrapper == null) {
            throw new IllegalStateException("no values are set for " + type);
        }
        return wrapper.apply(widened(arguments[0]));
    }
}

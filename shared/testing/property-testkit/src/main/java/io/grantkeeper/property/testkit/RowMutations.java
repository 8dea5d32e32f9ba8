package io.grantkeeper.property.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes or removes each fact in a record, one at a time. */
final class RowMutations {
    private static final int MAX_ELEMENTS = 4;

    private RowMutations() {}

    /** Returns a copy of the record for each change of one fact; copies that the record's constructor rejects are omitted. */
    @SuppressWarnings("unchecked") // a changed record has the class of the original
    static <R extends Record> List<R> of(R row) {
        return components(row).stream().map(changed -> (R) changed).toList();
    }

    private static List<Object> changes(Object value) {
        return switch (value) {
            case String text -> List.of(text + "-changed", "");
            case Instant at ->
                List.of(days(at, -400), days(at, -40), days(at, -1), days(at, 1), days(at, 40), days(at, 400));
            case LocalDate day -> List.of(day.minusDays(40), day.plusDays(40));
            case Duration span -> List.of(span.plusDays(3), span.multipliedBy(5));
            case Boolean flag -> List.of(!flag);
            case Integer number -> List.of(number + 1, number - 1, number + 50, 0);
            case Long number -> List.of(number + 1, number - 1, number + 50, 0L);
            case Enum<?> constant -> others(constant);
            case Optional<?> optional -> optional(optional);
            case Collection<?> all -> collections(all);
            case Map<?, ?> map -> map.isEmpty() ? List.of() : List.of(new TreeMap<>());
            case Record row -> {
                List<Object> all = new ArrayList<>(components(row));
                all.addAll(alternatives(row));
                yield all;
            }
            default -> List.of();
        };
    }

    private static Instant days(Instant at, int days) {
        return at.plus(Duration.ofDays(days));
    }

    private static List<Object> others(Enum<?> constant) {
        List<Object> others =
                new ArrayList<>(List.of(constant.getDeclaringClass().getEnumConstants()));
        others.remove(constant);
        return others;
    }

    private static List<Object> optional(Optional<?> optional) {
        List<Object> all = new ArrayList<>();
        optional.ifPresent(content -> {
            all.add(Optional.empty());
            changes(content).forEach(changed -> all.add(Optional.of(changed)));
        });
        return all;
    }

    private static List<Object> collections(Collection<?> original) {
        if (original.isEmpty()) {
            return List.of();
        }
        List<Object> elements = new ArrayList<>(original);
        List<Object> all = new ArrayList<>(List.of(like(original, List.of())));
        changes(elements.getLast()).stream().findFirst().ifPresent(added -> {
            List<Object> more = new ArrayList<>(elements);
            more.add(added);
            all.add(like(original, more));
        });
        for (int i = 0; i < Math.min(elements.size(), MAX_ELEMENTS); i++) {
            List<Object> without = new ArrayList<>(elements);
            without.remove(i);
            all.add(like(original, without));
            for (Object changed : changes(elements.get(i))) {
                List<Object> copy = new ArrayList<>(elements);
                copy.set(i, changed);
                all.add(like(original, copy));
            }
        }
        return all;
    }

    private static Object like(Collection<?> original, List<Object> elements) {
        if (original instanceof SortedSet) {
            return new TreeSet<>(elements);
        }
        return original instanceof Set ? new LinkedHashSet<>(elements) : List.copyOf(elements);
    }

    private static List<Object> components(Record row) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        List<Object> all = new ArrayList<>();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = components[i].getAccessor().invoke(row);
            }
            for (int i = 0; i < values.length; i++) {
                for (Object changed : changes(values[i])) {
                    Object[] copy = values.clone();
                    copy[i] = changed;
                    create(row.getClass(), copy).ifPresent(all::add);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + row.getClass(), e);
        }
        return all;
    }

    /** Returns those cases of a sealed type that have no components, such as "unknown" or "never". */
    private static List<Object> alternatives(Record row) {
        List<Object> all = new ArrayList<>();
        for (Class<?> type : row.getClass().getInterfaces()) {
            if (type.isSealed()) {
                for (Class<?> other : type.getPermittedSubclasses()) {
                    if (other.isRecord() && other != row.getClass() && other.getRecordComponents().length == 0) {
                        create(other, new Object[0]).ifPresent(all::add);
                    }
                }
            }
        }
        return all;
    }

    private static Optional<Object> create(Class<?> type, Object[] values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty(); // the record rejects this value
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type, e);
        }
    }
}

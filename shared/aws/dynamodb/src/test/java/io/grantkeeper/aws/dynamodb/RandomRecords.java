package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates records with arbitrary values that their constructors accept, including texts that JSON must escape. */
final class RandomRecords {
    private static final List<String> TEXTS =
            List.of("", "a", "Zoë \"quoted\" \\ back", "tab\tand\nline\u0001", "日本語 🗝", "0", "null", "</script>");
    private static final ConnectionId CONNECTION = new ConnectionId("google-acme");
    private final RandomGenerator random;

    RandomRecords(RandomGenerator random) {
        this.random = random;
    }

    <R> R of(Class<R> type) {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            R made = attempt(type);
            if (made != null) {
                return made;
            }
        }
        throw new IllegalStateException(type + " refuses everything");
    }

    private <R> @Nullable R attempt(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException _) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Type type) {
        return type instanceof ParameterizedType holder ? holder(holder) : plain((Class<?>) type);
    }

    private Object plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "int", "Integer" -> random.nextInt(-3, 1000);
            case "long", "Long" -> random.nextBoolean() ? random.nextLong() : random.nextLong(1000);
            case "double", "Double" -> random.nextInt(101) / 100.0;
            case "boolean", "Boolean" -> random.nextBoolean();
            case "Instant" -> instant();
            case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(20_000));
            case "TenantId" -> new TenantId("acme");
            case "ProviderId" -> new ProviderId("google");
            case "ConnectionId" -> CONNECTION;
            case "StreamId" -> new StreamId("tokens");
            case "PersonId" -> new PersonId(CONNECTION, "p" + random.nextInt(9));
            case "IdentityId" -> new IdentityId(CONNECTION, IdentityKind.OAUTH_CLIENT, "1/ü" + random.nextInt(9));
            case "DaySpan" -> DaySpan.parse("2025-01-03/2025-02-0" + random.nextInt(1, 9));
            case "Timestamp" ->
                List.of(Timestamp.never(), Timestamp.unknown(), Timestamp.at(instant()))
                        .get(random.nextInt(3));
            case "GrantSubject" ->
                random.nextBoolean() ? GrantSubject.tenant() : GrantSubject.person(new PersonId(CONNECTION, "7"));
            default ->
                type.isEnum() ? type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)] : of(type);
        };
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(2_000_000_000L), random.nextInt(3) * 120_000_000L);
    }

    private Object holder(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Type content = arguments[arguments.length - 1];
        return switch (((Class<?>) type.getRawType()).getSimpleName()) {
            case "Optional" -> random.nextBoolean() ? Optional.of(value(content)) : Optional.empty();
            case "Knowledge" -> random.nextBoolean() ? Knowledge.known(value(content)) : Knowledge.unknown();
            case "List" -> fill(new ArrayList<>(), content);
            case "Set" -> fill(new LinkedHashSet<>(), content);
            case "SortedSet" -> fill(sorted(), content);
            case "Map" -> fill(new LinkedHashMap<>(), arguments);
            case "SortedMap" -> fill(new TreeMap<>(), arguments);
            default -> throw new IllegalStateException("no example of " + type);
        };
    }

    private static SortedSet<Object> sorted() {
        return new TreeSet<>();
    }

    private Collection<Object> fill(Collection<Object> values, Type content) {
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(content));
        }
        return values;
    }

    private Map<Object, Object> fill(Map<Object, Object> values, Type[] arguments) {
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put(value(arguments[0]), value(arguments[1]));
        }
        return values;
    }
}

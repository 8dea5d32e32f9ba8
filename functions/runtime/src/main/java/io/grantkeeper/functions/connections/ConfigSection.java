package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Items;
import io.grantkeeper.functions.connections.ConfigValue.Members;
import io.grantkeeper.functions.work.MalformedJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/** Reads sections of the configuration, such as {@code alerts}, and validates their members. */
public final class ConfigSection {
    private ConfigSection() {}

    /**
     * Reads a section. Functions ignore unknown members, so that they can read the configuration of a later version.
     *
     * @param example a valid section, for messages
     * @throws IllegalArgumentException if the section is malformed; the message says where, without quoting a value
     */
    public static <T> T read(String section, String example, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (JacksonException e) {
            throw malformed(section, example, MalformedJson.describe(e), e);
        } catch (IllegalArgumentException e) {
            throw malformed(section, example, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException malformed(
            String section, String example, String problem, RuntimeException cause) {
        return new IllegalArgumentException(
                "'%s' must look like %s; the problem is: %s".formatted(section, example, problem), cause);
    }

    /**
     * Returns the unknown members of sections, for people who edit the configuration.
     *
     * @param json a valid configuration
     * @param sections a record with a component for each section to check
     */
    public static List<ConfigError> unknownMembers(String json, Class<? extends Record> sections) {
        ConfigErrors errors = new ConfigErrors();
        PositionedJsonReader.ofDocument(json, errors).read().ifPresent(value -> {
            if (value instanceof Members document) {
                components(sections)
                        .forEach((name, type) ->
                                document.get(name).ifPresent(section -> check(name, section, type, errors)));
            }
        });
        return errors.inOrder();
    }

    /**
     * Returns the sections that their readers reject, for people who edit the configuration.
     *
     * @param json a valid configuration
     * @param readers a reader for each section, which throws an {@link IllegalArgumentException} that describes the
     *     problem
     */
    public static List<ConfigError> invalidSections(String json, Map<String, Consumer<String>> readers) {
        ConfigErrors errors = new ConfigErrors();
        PositionedJsonReader.ofDocument(json, errors).read().ifPresent(value -> {
            if (value instanceof Members document) {
                readers.forEach((name, reader) -> document.get(name).ifPresent(section -> {
                    if (section instanceof Members members) {
                        checkReadable(name, members, reader, errors);
                    }
                }));
            }
        });
        return errors.inOrder();
    }

    private static void checkReadable(String name, Members section, Consumer<String> reader, ConfigErrors errors) {
        try {
            reader.accept(section.raw());
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            errors.report(
                    section.place(),
                    name,
                    problem.startsWith(name + ": ") ? problem.substring(name.length() + 2) : problem);
        }
    }

    private static void check(String path, ConfigValue value, Type type, ConfigErrors errors) {
        if (type instanceof ParameterizedType generic) {
            Type content = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                check(path, value, content, errors);
            } else if (value instanceof Items items) {
                int index = 0;
                for (ConfigValue item : items.values()) {
                    check("%s[%d]".formatted(path, index++), item, content, errors);
                }
            } else if (value instanceof Members map && generic.getRawType() == Map.class) {
                map.members()
                        .forEach((name, member) ->
                                check(path + "." + SecretSafeName.name(name), member.value(), content, errors));
            }
        } else if (type instanceof Class<?> shape && shape.isRecord() && value instanceof Members object) {
            Map<String, Type> known = components(shape);
            errors.reportUnknown(object, path, known.keySet());
            known.forEach((name, component) ->
                    object.get(name).ifPresent(member -> check(path + "." + name, member, component, errors)));
        }
    }

    private static Map<String, Type> components(Class<?> shape) {
        Map<String, Type> components = new LinkedHashMap<>();
        for (RecordComponent component : shape.getRecordComponents()) {
            components.put(component.getName(), component.getGenericType());
        }
        return components;
    }
}

package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.text.SpellingSuggestion;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the members of one mapping, and collects all errors instead of stopping at the first one. */
final class DocumentFields {
    /** The maximum number of characters of a value that a message shows. */
    private static final int MAX_SHOWN = 100;

    private final String path;
    private final LocatedYaml.Mapping mapping;
    private final List<DocumentError> errors;

    private DocumentFields(String path, LocatedYaml.Mapping mapping, List<DocumentError> errors) {
        this.path = path;
        this.mapping = mapping;
        this.errors = errors;
    }

    /**
     * Returns the members of a mapping. If the YAML is not a mapping, adds an error and returns empty. Also adds an
     * error for each unknown member.
     *
     * @param path the path of the mapping in the document
     * @param known the names of the allowed members
     */
    static Optional<DocumentFields> of(
            String path, LocatedYaml yaml, Collection<String> known, List<DocumentError> errors) {
        if (!(yaml instanceof LocatedYaml.Mapping mapping)) {
            errors.add(new DocumentError(
                    yaml.place(),
                    path,
                    "must be a mapping (possible members: %s), but is %s".formatted(list(known), yaml.shape())));
            return Optional.empty();
        }
        for (LocatedYaml.Member member : mapping.members().values()) {
            if (!known.contains(member.key())) {
                errors.add(new DocumentError(
                        member.keyPlace(),
                        join(path, member.key()),
                        "is not a known member; " + suggestion(member.key(), known)));
            }
        }
        return Optional.of(new DocumentFields(path, mapping, errors));
    }

    DocumentLocation place() {
        return mapping.place();
    }

    boolean isEmpty() {
        return mapping.members().isEmpty();
    }

    Optional<LocatedYaml> member(String name) {
        return Optional.ofNullable(mapping.members().get(name)).map(LocatedYaml.Member::value);
    }

    Optional<DocumentLocation> placeOf(String name) {
        return Optional.ofNullable(mapping.members().get(name)).map(LocatedYaml.Member::keyPlace);
    }

    void each(BiConsumer<String, LocatedYaml.Member> reader) {
        mapping.members().values().forEach(member -> reader.accept(join(path, member.key()), member));
    }

    String pathOf(String name) {
        return join(path, name);
    }

    void addMissing(String name, String form) {
        errors.add(new DocumentError(mapping.place(), pathOf(name), "is missing; " + form));
    }

    void addMistake(LocatedYaml seen, String field, String message) {
        errors.add(new DocumentError(seen.place(), field, message));
    }

    /**
     * Reads a string that is not blank; empty if the member is missing or invalid. A number or boolean is not accepted
     * in place of a string.
     *
     * @param form the expected form, for messages
     */
    Optional<String> text(String name, String form) {
        return value(name, form, Function.identity());
    }

    Optional<Boolean> booleanValue(String name) {
        return member(name).flatMap(yaml -> {
            if (yaml instanceof LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _)
                    && kind == LocatedYaml.Scalar.Kind.TRUTH) {
                return Optional.of(value.toLowerCase(Locale.ROOT).equals("true"));
            }
            addMistake(yaml, pathOf(name), "must be true or false, but is " + yaml.shape() + booleanHint(yaml));
            return Optional.empty();
        });
    }

    /**
     * Returns a hint for the error message if the value is a quoted boolean or a word that older YAML versions treat as
     * a boolean; otherwise an empty string.
     */
    private static String booleanHint(LocatedYaml yaml) {
        return yaml instanceof LocatedYaml.Scalar scalar
                ? switch (scalar.value().toLowerCase(Locale.ROOT)) {
                    case "yes", "y", "on" -> "; write true";
                    case "no", "n", "off" -> "; write false";
                    case "true", "false" -> "; remove the quotes";
                    default -> "";
                }
                : "";
    }

    /**
     * Reads a member that contains one value or a list of values; empty if the member is missing or invalid.
     *
     * @param form the expected form of a value, for messages
     * @param reader converts a value; throws IllegalArgumentException if it is invalid
     */
    <T> Optional<Set<T>> oneOrMore(String name, String form, Function<String, T> reader) {
        return member(name).flatMap(yaml -> oneOrMore(pathOf(name), yaml, form, reader));
    }

    <T> Optional<Set<T>> oneOrMore(String field, LocatedYaml yaml, String form, Function<String, T> reader) {
        List<LocatedYaml> items =
                yaml instanceof LocatedYaml.Sequence(List<LocatedYaml> all, DocumentLocation _) ? all : List.of(yaml);
        if (items.isEmpty()) {
            addMistake(yaml, field, "must be %s, but is an empty list; omit it, or name at least one".formatted(form));
            return Optional.empty();
        }
        Set<T> values = new LinkedHashSet<>();
        boolean all = true;
        for (int i = 0; i < items.size(); i++) {
            String itemField = yaml instanceof LocatedYaml.Sequence ? field + "[" + i + "]" : field;
            Optional<T> value = value(itemField, items.get(i), form, reader);
            value.ifPresent(values::add);
            all &= value.isPresent();
        }
        return all ? Optional.of(values) : Optional.empty();
    }

    <T> Optional<T> value(String name, String form, Function<String, T> reader) {
        return member(name).flatMap(yaml -> value(pathOf(name), yaml, form, reader));
    }

    <T> Optional<T> value(String field, LocatedYaml yaml, String form, Function<String, T> reader) {
        String shape = "must be %s, but is %s".formatted(form, yaml.shape());
        if (!(yaml instanceof LocatedYaml.Scalar(String value, LocatedYaml.Scalar.Kind kind, DocumentLocation _))
                || kind == LocatedYaml.Scalar.Kind.NOTHING
                || value.isBlank()) {
            addMistake(yaml, field, shape);
            return Optional.empty();
        }
        try {
            T read = reader.apply(value.strip());
            if (kind == LocatedYaml.Scalar.Kind.TEXT) {
                return Optional.of(read);
            }
            addMistake(yaml, field, shape + " (add quotes)");
        } catch (IllegalArgumentException e) {
            boolean plain = kind != LocatedYaml.Scalar.Kind.TEXT || value.length() > MAX_SHOWN;
            addMistake(yaml, field, plain ? shape : String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * Returns a function that finds a value by the name that documents use for it. The function throws
     * IllegalArgumentException for an unknown name.
     *
     * @param code returns the name that documents use for a value
     */
    static <T> Function<String, T> oneOf(Collection<T> values, Function<T, String> code) {
        return text -> values.stream()
                .filter(value -> code.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> codes = values.stream().map(code).toList();
                    return new IllegalArgumentException("'%s' is not one of %s%s"
                            .formatted(text, list(codes), SpellingSuggestion.appended(text, codes)));
                });
    }

    static String list(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String suggestion(String seen, Collection<String> known) {
        return SpellingSuggestion.question(seen, known).orElseGet(() -> "use " + list(known));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

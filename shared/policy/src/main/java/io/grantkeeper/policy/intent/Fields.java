package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.capability.Spelling;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads members of one mapping, gathers what is wrong with them and goes on. */
final class Fields {
    /** Of a longer text a mistake shows the beginning only. */
    private static final int LONGEST_SHOWN = 100;

    private final String path;
    private final Yaml.Mapping mapping;
    private final List<Mistake> mistakes;

    private Fields(String path, Yaml.Mapping mapping, List<Mistake> mistakes) {
        this.path = path;
        this.mapping = mapping;
        this.mistakes = mistakes;
    }

    /** Empty, and a mistake, where it is no mapping. Members that nobody knows are mistakes as well. */
    static Optional<Fields> of(String path, Yaml yaml, Collection<String> known, List<Mistake> mistakes) {
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            mistakes.add(new Mistake(
                    yaml.place(),
                    path,
                    "must be a mapping with members of %s, but is %s".formatted(list(known), yaml.shape())));
            return Optional.empty();
        }
        for (Yaml.Member member : mapping.members().values()) {
            if (!known.contains(member.key())) {
                mistakes.add(new Mistake(
                        member.keyPlace(),
                        join(path, member.key()),
                        "is not known here; " + meant(member.key(), known)));
            }
        }
        return Optional.of(new Fields(path, mapping, mistakes));
    }

    Place place() {
        return mapping.place();
    }

    boolean isEmpty() {
        return mapping.members().isEmpty();
    }

    Optional<Yaml> member(String name) {
        return Optional.ofNullable(mapping.members().get(name)).map(Yaml.Member::value);
    }

    Optional<Place> placeOf(String name) {
        return Optional.ofNullable(mapping.members().get(name)).map(Yaml.Member::keyPlace);
    }

    void each(BiConsumer<String, Yaml.Member> reader) {
        mapping.members().values().forEach(member -> reader.accept(join(path, member.key()), member));
    }

    String pathOf(String name) {
        return join(path, name);
    }

    void missing(String name, String form) {
        mistakes.add(new Mistake(mapping.place(), pathOf(name), "is missing; " + form));
    }

    void wrong(Yaml seen, String field, String message) {
        mistakes.add(new Mistake(seen.place(), field, message));
    }

    /** Text that is not blank; a number or truth value is not taken for text. */
    Optional<String> text(String name, String form) {
        return value(name, form, Function.identity());
    }

    Optional<Boolean> truth(String name) {
        return member(name).flatMap(yaml -> {
            if (yaml instanceof Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _)
                    && kind == Yaml.Scalar.Kind.TRUTH) {
                return Optional.of(value.toLowerCase(Locale.ROOT).equals("true"));
            }
            wrong(yaml, pathOf(name), "must be true or false, but is " + yaml.shape() + meantTruth(yaml));
            return Optional.empty();
        });
    }

    /** Of what old YAML took for a truth value, and of one in quotes. */
    private static String meantTruth(Yaml yaml) {
        return yaml instanceof Yaml.Scalar scalar
                ? switch (scalar.value().toLowerCase(Locale.ROOT)) {
                    case "yes", "y", "on" -> "; write true";
                    case "no", "n", "off" -> "; write false";
                    case "true", "false" -> "; leave the quotes out";
                    default -> "";
                }
                : "";
    }

    /** One value or a list of them, each read by {@code reader}, which throws IllegalArgumentException at what is wrong. */
    <T> Optional<Set<T>> oneOrMore(String name, String form, Function<String, T> reader) {
        return member(name).flatMap(yaml -> oneOrMore(pathOf(name), yaml, form, reader));
    }

    <T> Optional<Set<T>> oneOrMore(String field, Yaml yaml, String form, Function<String, T> reader) {
        List<Yaml> items = yaml instanceof Yaml.Sequence(List<Yaml> all, Place _) ? all : List.of(yaml);
        if (items.isEmpty()) {
            wrong(yaml, field, "must be %s, but is an empty list; leave it out, or name at least one".formatted(form));
            return Optional.empty();
        }
        Set<T> values = new LinkedHashSet<>();
        boolean all = true;
        for (int i = 0; i < items.size(); i++) {
            String itemField = yaml instanceof Yaml.Sequence ? field + "[" + i + "]" : field;
            Optional<T> value = value(itemField, items.get(i), form, reader);
            value.ifPresent(values::add);
            all &= value.isPresent();
        }
        return all ? Optional.of(values) : Optional.empty();
    }

    <T> Optional<T> value(String name, String form, Function<String, T> reader) {
        return member(name).flatMap(yaml -> value(pathOf(name), yaml, form, reader));
    }

    <T> Optional<T> value(String field, Yaml yaml, String form, Function<String, T> reader) {
        String shape = "must be %s, but is %s".formatted(form, yaml.shape());
        if (!(yaml instanceof Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _))
                || kind == Yaml.Scalar.Kind.NOTHING
                || value.isBlank()) {
            wrong(yaml, field, shape);
            return Optional.empty();
        }
        try {
            T read = reader.apply(value.strip());
            if (kind == Yaml.Scalar.Kind.TEXT) {
                return Optional.of(read);
            }
            wrong(yaml, field, shape + " (put quotes around it)");
        } catch (IllegalArgumentException e) {
            boolean plain = kind != Yaml.Scalar.Kind.TEXT || value.length() > LONGEST_SHOWN;
            wrong(yaml, field, plain ? shape : String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** A value of an enumeration, by its name in documents. */
    static <T> Function<String, T> oneOf(Collection<T> values, Function<T, String> code) {
        return text -> values.stream()
                .filter(value -> code.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> codes = values.stream().map(code).toList();
                    return new IllegalArgumentException(
                            "'%s' is none of %s%s".formatted(text, list(codes), Spelling.hint(text, codes)));
                });
    }

    static String list(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String meant(String seen, Collection<String> known) {
        return Spelling.nearest(seen, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("use " + list(known));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

package io.grantkeeper.policy.intent;

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
        return member(name).flatMap(yaml -> text(pathOf(name), yaml, form));
    }

    Optional<String> text(String field, Yaml yaml, String form) {
        if (yaml instanceof Yaml.Scalar scalar
                && scalar.kind() == Yaml.Scalar.Kind.TEXT
                && !scalar.value().isBlank()) {
            return Optional.of(scalar.value().strip());
        }
        String quotes =
                yaml instanceof Yaml.Scalar scalar && !scalar.value().isBlank() ? " (put quotes around it)" : "";
        wrong(yaml, field, "must be %s, but is %s%s".formatted(form, yaml.shape(), quotes));
        return Optional.empty();
    }

    Optional<Boolean> truth(String name) {
        return member(name).flatMap(yaml -> {
            if (yaml instanceof Yaml.Scalar(String value, Yaml.Scalar.Kind kind, Place _)
                    && kind == Yaml.Scalar.Kind.TRUTH) {
                return Optional.of(value.toLowerCase(Locale.ROOT).equals("true"));
            }
            wrong(yaml, pathOf(name), "must be true or false, but is " + yaml.shape());
            return Optional.empty();
        });
    }

    /** One value or a list of them, each read by {@code reader}, which throws IllegalArgumentException at what is wrong. */
    <T> Optional<Set<T>> oneOrMore(String name, String form, Function<String, T> reader) {
        return member(name).flatMap(yaml -> oneOrMore(pathOf(name), yaml, form, reader));
    }

    <T> Optional<Set<T>> oneOrMore(String field, Yaml yaml, String form, Function<String, T> reader) {
        List<Yaml> items = yaml instanceof Yaml.Sequence(List<Yaml> all, Place _) ? all : List.of(yaml);
        if (items.isEmpty()) {
            wrong(yaml, field, "must have at least one of %s, but is an empty list".formatted(form));
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
        return text(field, yaml, form).flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException e) {
                wrong(yaml, field, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** A value of an enumeration, by its name in documents. */
    static <T> Function<String, T> oneOf(Collection<T> values, Function<T, String> code) {
        return text -> values.stream()
                .filter(value -> code.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> codes = values.stream().map(code).toList();
                    return new IllegalArgumentException("'%s' is none of %s%s"
                            .formatted(
                                    text,
                                    list(codes),
                                    near(text, codes)
                                            .map(n -> "; did you mean '" + n + "'?")
                                            .orElse("")));
                });
    }

    static String list(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String meant(String seen, Collection<String> known) {
        return near(seen, known).map(near -> "did you mean '" + near + "'?").orElse("use " + list(known));
    }

    /** The known word that differs by the fewest letters, where those are few. */
    private static Optional<String> near(String seen, Collection<String> known) {
        String best = null;
        int least = 3;
        for (String word : known) {
            int distance = distance(seen.length() > 40 ? seen.substring(0, 40) : seen, word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, change);
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

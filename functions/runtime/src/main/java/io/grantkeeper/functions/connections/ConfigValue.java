package io.grantkeeper.functions.connections;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON that knows where it stands. */
sealed interface ConfigValue {
    Place place();

    /** What it is, for messages: never its content. */
    String kind();

    /** What is written of a single value; empty for null, lists and objects. */
    default Optional<String> single() {
        return Optional.empty();
    }

    /** From 1. */
    record Place(int line, int column) {}

    record Text(Place place, String value) implements ConfigValue {
        @Override
        public String kind() {
            return "a text";
        }

        @Override
        public Optional<String> single() {
            return Optional.of(value.strip());
        }
    }

    /** A number, true or false, as it is written. */
    record Literal(Place place, String value) implements ConfigValue {
        @Override
        public String kind() {
            return "a number or a truth value";
        }

        @Override
        public Optional<String> single() {
            return Optional.of(value);
        }
    }

    record Nothing(Place place) implements ConfigValue {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Items(Place place, List<ConfigValue> values) implements ConfigValue {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * @param members by name, in their order; of two of one name the first
     * @param raw the object as it is written
     */
    record Members(Place place, Map<String, Member> members, String raw) implements ConfigValue {
        @Override
        public String kind() {
            return "an object";
        }

        Optional<ConfigValue> get(String name) {
            return Optional.ofNullable(members.get(name)).map(Member::value);
        }
    }

    /** @param place where its name stands */
    record Member(Place place, ConfigValue value) {}
}

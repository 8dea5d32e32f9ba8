package io.grantkeeper.functions.connections;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value with its position in the document. */
sealed interface ConfigValue {
    Place place();

    /** Returns the type of this value for use in messages, never its content. */
    String kind();

    /** Returns this value as text if it is a string, a number or a boolean; empty for null, lists and objects. */
    default Optional<String> scalar() {
        return Optional.empty();
    }

    /** A position in the document; lines and columns are counted from 1. */
    record Place(int line, int column) {}

    record Text(Place place, String value) implements ConfigValue {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public Optional<String> scalar() {
            return Optional.of(value.strip());
        }
    }

    /** A number, true or false, as written in the document. */
    record Literal(Place place, String value) implements ConfigValue {
        @Override
        public String kind() {
            return "a number or boolean";
        }

        @Override
        public Optional<String> scalar() {
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
     * A JSON object.
     *
     * @param members the members by name, in the order of the document; if a name is repeated, its first member
     * @param raw the object as written in the document
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

    /**
     * A member of a JSON object.
     *
     * @param place the position of the member's name
     */
    record Member(Place place, ConfigValue value) {}
}

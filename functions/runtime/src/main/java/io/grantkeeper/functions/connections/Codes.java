package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Members;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads members that hold one of our lower-case names: tenants, connections, providers. */
final class Codes {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Codes() {}

    /**
     * Empty where it is missing or wrong, which is told then.
     *
     * @param form what it is, for messages
     */
    static Optional<String> read(Members object, String path, String name, String form, Mistakes mistakes) {
        String field = path.isEmpty() ? name : path + "." + name;
        Optional<ConfigValue> value = object.get(name);
        if (value.isEmpty()) {
            mistakes.at(object.place(), field, "is missing; add \"%s\": %s".formatted(name, form));
            return Optional.empty();
        }
        if (value.get() instanceof ConfigValue.Text(var _, var text)
                && CODE.matcher(text).matches()) {
            return Optional.of(text);
        }
        String found = value.get() instanceof ConfigValue.Text(var _, var text)
                ? Shown.name(text).replace("a name", "a text")
                : value.get().kind();
        mistakes.at(
                value.get().place(),
                field,
                "is %s, but must be 1 to 63 characters of a-z, 0-9 and '-', starting with a letter or digit: %s"
                        .formatted(found, form));
        return Optional.empty();
    }
}

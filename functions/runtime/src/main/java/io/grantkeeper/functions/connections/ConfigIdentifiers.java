package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Members;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads members that contain a lowercase name: tenants, connections, providers. */
final class ConfigIdentifiers {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ConfigIdentifiers() {}

    /**
     * Reads the member. If it is missing or wrong, reports the mistake and returns an empty value.
     *
     * @param form a description of the valid value, for messages
     */
    static Optional<String> read(Members object, String path, String name, String form, ConfigErrors mistakes) {
        String field = path.isEmpty() ? name : path + "." + name;
        Optional<ConfigValue> value = object.get(name);
        if (value.isEmpty()) {
            mistakes.report(object.place(), field, "is missing; add \"%s\": %s".formatted(name, form));
            return Optional.empty();
        }
        if (value.get() instanceof ConfigValue.Text(var _, var text)
                && CODE.matcher(text).matches()) {
            return Optional.of(text);
        }
        String found = value.get() instanceof ConfigValue.Text(var _, var text)
                ? DisplayedName.name(text).replace("a name", "a string")
                : value.get().kind();
        mistakes.report(
                value.get().place(),
                field,
                "is %s, but must be 1 to 63 characters of a-z, 0-9 and '-', starting with a letter or digit: %s"
                        .formatted(found, form));
        return Optional.empty();
    }
}

package io.grantkeeper.functions.connections;

import io.grantkeeper.functions.connections.ConfigValue.Members;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads members whose value must be a lowercase identifier, such as the name of a tenant, a connection or a provider.
 */
final class ConfigIdentifiers {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ConfigIdentifiers() {}

    /**
     * Reads a member whose value must be a lowercase identifier. If it is missing or invalid, reports an error and
     * returns empty.
     *
     * @param path the position of the object in the configuration; an empty string for the whole document
     * @param name the member's name
     * @param form a description of a valid value, for messages
     * @param errors receives the error
     */
    static Optional<String> read(Members object, String path, String name, String form, ConfigErrors errors) {
        String field = path.isEmpty() ? name : path + "." + name;
        Optional<ConfigValue> value = object.get(name);
        if (value.isEmpty()) {
            errors.report(object.place(), field, "is missing; add \"%s\": %s".formatted(name, form));
            return Optional.empty();
        }
        if (value.get() instanceof ConfigValue.Text(var _, var text)
                && CODE.matcher(text).matches()) {
            return Optional.of(text);
        }
        String found = value.get() instanceof ConfigValue.Text(var _, var text)
                ? SecretSafeName.name(text).replace("a name", "a string")
                : value.get().kind();
        errors.report(
                value.get().place(),
                field,
                "is %s, but must be 1 to 63 characters of a-z, 0-9 and '-', starting with a letter or digit: %s"
                        .formatted(found, form));
        return Optional.empty();
    }
}

package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.ConnectorDefinition.Setting;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the value of one setting. Connectors validate their own formats; URLs are validated here. */
final class SettingValueReader {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private SettingValueReader() {}

    /** Reads the value of a setting. If the value is invalid, reports an error and returns empty. */
    static Optional<String> read(Setting setting, ConfigValue value, String field, ConfigErrors errors) {
        Optional<String> single = value.scalar();
        if (single.isEmpty()) {
            errors.report(
                    value.place(), field, "is %s, but must be a string: %s".formatted(value.kind(), setting.form()));
            return Optional.empty();
        }
        String text = single.get();
        if (text.isEmpty()) {
            errors.report(
                    value.place(),
                    field,
                    "is empty: %s; %s"
                            .formatted(
                                    setting.form(), setting.required() ? "it is required" : "fill it in or remove it"));
            return Optional.empty();
        }
        Optional<String> wrong = setting.name().endsWith("-url") ? urlProblem(text) : Optional.empty();
        wrong.ifPresent(
                problem -> errors.report(value.place(), field, problem + "; the value must be " + setting.form()));
        return wrong.isPresent() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Returns what is invalid about a URL, without quoting the URL, which can contain a password. Empty if the URL is
     * valid.
     */
    private static Optional<String> urlProblem(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            return Optional.of("is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("does not start with https://");
        }
        if (uri.getHost() == null) {
            return Optional.of("has no host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("contains a user name or password; remove it together with the '@'");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("contains a '?' or '#'; remove that character and everything after it");
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            return Optional.of("starts with http://, which exposes secrets");
        }
        return Optional.empty();
    }
}

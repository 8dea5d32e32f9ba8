package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.ConnectorProfile.Setting;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the value of one setting. Forms of its own are its connector's to check; addresses are checked here. */
final class SettingValue {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private SettingValue() {}

    /** Empty where it is wrong, which is told then. */
    static Optional<String> read(Setting setting, ConfigValue value, String field, Mistakes mistakes) {
        Optional<String> single = value.single();
        if (single.isEmpty()) {
            mistakes.at(value.place(), field, "is %s, but must be a text: %s".formatted(value.kind(), setting.form()));
            return Optional.empty();
        }
        String text = single.get();
        if (text.isEmpty()) {
            mistakes.at(
                    value.place(),
                    field,
                    "is empty: %s; %s"
                            .formatted(
                                    setting.form(),
                                    setting.required() ? "it is needed" : "fill it in, or leave it out"));
            return Optional.empty();
        }
        Optional<String> wrong = setting.name().endsWith("-url") ? wrongAddress(text) : Optional.empty();
        wrong.ifPresent(problem -> mistakes.at(value.place(), field, problem + "; it must be " + setting.form()));
        return wrong.isPresent() ? Optional.empty() : Optional.of(text);
    }

    /** Says what is wrong, without the text: an address can hold a password. */
    private static Optional<String> wrongAddress(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            return Optional.of("is no address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("does not start with https://");
        }
        if (uri.getHost() == null) {
            return Optional.of("names no host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("holds a user or password; remove what stands before the '@'");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("has a '?' or '#'; end it before that");
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            return Optional.of("starts with http://, over which secrets could be read");
        }
        return Optional.empty();
    }
}

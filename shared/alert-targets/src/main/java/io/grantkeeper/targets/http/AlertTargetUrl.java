package io.grantkeeper.targets.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URLs of targets that an operator may configure: https, or http on this machine for test doubles. Addresses of
 * private networks and of cloud metadata services are refused, so that an incorrect or malicious setting cannot make a
 * function call them. Redirects are never followed.
 */
public final class AlertTargetUrl {
    /**
     * Matches numeric addresses: IPv4 in any notation that resolvers accept, and IPv6. A host name always has a label
     * with a letter.
     */
    private static final Pattern NUMERIC = Pattern.compile("\\[.*|0[xX][0-9a-fA-F.xX]*|[0-9.]+");

    private AlertTargetUrl() {}

    /** Returns what is wrong with a URL, in one clause; empty if the URL is allowed. */
    public static Optional<String> problem(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            return Optional.of("is not a URL");
        }
        if (uri.getHost() == null) {
            return Optional.of("has no host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("contains a user name or password");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("contains a fragment (#)");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean local = host.equals("127.0.0.1") || host.equals("localhost");
        if (local && "http".equals(uri.getScheme())) {
            return Optional.empty();
        }
        if (!"https".equals(uri.getScheme())) {
            return Optional.of("does not start with https://");
        }
        return local || NUMERIC.matcher(host).matches()
                ? Optional.of("names a host by its address instead of its name")
                : Optional.empty();
    }

    /**
     * Returns a URL that is allowed.
     *
     * @param setting the name of the setting, for the message
     * @throws IllegalArgumentException if the URL is not allowed; the message does not repeat it, because it can contain
     *     a secret
     */
    public static URI require(String setting, String text) {
        problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException(
                    "'%s' %s; expected a URL such as https://example.com/hook".formatted(setting, problem));
        });
        return URI.create(text);
    }
}

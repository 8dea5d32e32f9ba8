package io.grantkeeper.functions.console;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin at which browsers reach the console.
 *
 * @param base the base URL, without a path
 */
record ConsoleOrigin(URI base) {
    private static final int HTTPS = 443;
    private static final String SESSION = "grantkeeper";
    private static final String SIGN_IN = "grantkeeper-sign-in";

    static ConsoleOrigin of(URI url) {
        return new ConsoleOrigin(URI.create(origin(url)));
    }

    private static String origin(URI url) {
        // Browsers state the origin without the port if it is the usual one.
        boolean usual = url.getPort() < 0 || ("https".equals(url.getScheme()) && url.getPort() == HTTPS);
        String port = usual ? "" : ":" + url.getPort();
        return (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT);
    }

    /** Returns whether the console is served on the loopback address, without TLS, to the person who started it. */
    boolean isLocal() {
        return "http".equals(base.getScheme()) && "127.0.0.1".equals(base.getHost());
    }

    /**
     * Returns whether a request was sent to this origin rather than to a name that an attacker resolves to the same
     * address.
     */
    boolean isAddressedBy(ConsoleRequest request) {
        return !isLocal()
                || request.header("host")
                        .filter(host -> host.equals(base.getHost() + ":" + base.getPort()))
                        .isPresent();
    }

    boolean isOriginOf(ConsoleRequest request) {
        return request.header("origin").filter(base.toString()::equals).isPresent();
    }

    URI callback() {
        return base.resolve(ConsoleUrlPaths.CALLBACK);
    }

    /**
     * Returns the name of the session cookie. Browsers accept its prefix only with TLS, so the prefix is omitted
     * locally.
     */
    String cookie() {
        return isLocal() ? SESSION + "-local" : "__Host-" + SESSION;
    }

    String signInCookie() {
        return isLocal() ? SIGN_IN + "-local" : "__Host-" + SIGN_IN;
    }

    String setCookie(String name, String value, Optional<Long> seconds) {
        return "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s"
                .formatted(
                        name,
                        value,
                        isLocal() ? "" : "; Secure",
                        seconds.map(most -> "; Max-Age=" + most).orElse(""));
    }

    String clearCookie(String name) {
        return setCookie(name, "", Optional.of(0L));
    }
}

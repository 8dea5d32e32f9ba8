package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The nonces that servers want to see in the next proof (RFC 9449, sections 8 and 9): the newest of each server, and of
 * its token endpoint apart. They are no secrets and hold for no connection in particular.
 */
final class DpopNonces {
    /** Section 8.1: NQCHAR. */
    private static final Pattern NONCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,500}");

    private final Map<String, String> newest = new ConcurrentHashMap<>();

    void note(ProviderResponse response) {
        response.header(OktaResponses.DPOP_NONCE)
                .filter(NONCE.asMatchPredicate())
                .ifPresent(nonce -> newest.put(
                        place(response.uri(), response.request().limit().equals(OktaLimits.TOKENS)), nonce));
    }

    Optional<String> forTokens(URI tokenUrl) {
        return Optional.ofNullable(newest.get(place(tokenUrl, true)));
    }

    Optional<String> forApi(URI uri) {
        return Optional.ofNullable(newest.get(place(uri, false)));
    }

    private static String place(URI uri, boolean tokens) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + (tokens ? uri.getRawPath() : "");
    }
}

package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The nonces that servers require in the next proof (RFC 9449, sections 8 and 9): the latest nonce of each
 * server and, separately, of its token endpoint. The nonces are not secret and apply to every connection.
 */
final class OktaDpopNonces {
    /** The characters of a nonce (section 8.1: NQCHAR). */
    private static final Pattern NONCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,500}");

    private final Map<String, String> newest = new ConcurrentHashMap<>();

    void record(ProviderResponse response) {
        response.header(OktaErrors.DPOP_NONCE)
                .filter(NONCE.asMatchPredicate())
                .ifPresent(nonce -> newest.put(
                        nonceScope(response.uri(), response.request().limit().equals(OktaRateLimits.TOKENS)), nonce));
    }

    Optional<String> forTokens(URI tokenUrl) {
        return Optional.ofNullable(newest.get(nonceScope(tokenUrl, true)));
    }

    Optional<String> forApi(URI uri) {
        return Optional.ofNullable(newest.get(nonceScope(uri, false)));
    }

    private static String nonceScope(URI uri, boolean tokens) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + (tokens ? uri.getRawPath() : "");
    }
}

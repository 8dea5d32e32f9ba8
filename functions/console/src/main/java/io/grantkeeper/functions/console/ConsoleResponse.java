package io.grantkeeper.functions.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response of the console.
 *
 * @param base64 whether {@code body} is base64-encoded
 */
record ConsoleResponse(int status, Map<String, String> headers, List<String> cookies, String body, boolean base64) {
    /**
     * The policy for everything that the console serves: nothing is loaded from elsewhere, no inline code runs, no page
     * of another origin can frame the console, and scripts cannot turn text into markup (Trusted Types).
     */
    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final Map<String, String> SECURITY = Map.of(
            "content-security-policy",
            CONTENT_SECURITY_POLICY,
            "x-content-type-options",
            "nosniff",
            "x-frame-options",
            "DENY",
            "referrer-policy",
            "no-referrer",
            "cross-origin-opener-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "permissions-policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    ConsoleResponse {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /** Returns a private response, which no cache may store. */
    static ConsoleResponse text(int status, String type, String body) {
        return new ConsoleResponse(
                status,
                Map.of(
                        "content-type",
                        type.contains("charset") ? type : type + "; charset=utf-8",
                        "cache-control",
                        "no-store"),
                List.of(),
                body,
                false);
    }

    static ConsoleResponse empty(int status) {
        return new ConsoleResponse(status, Map.of("cache-control", "no-store"), List.of(), "", false);
    }

    /** Returns a redirect to a path of the console or to the issuer. */
    static ConsoleResponse redirect(String location) {
        return empty(303).withHeaders(Map.of("location", location));
    }

    ConsoleResponse withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new ConsoleResponse(status, all, cookies, body, base64);
    }

    ConsoleResponse withCookie(String cookie) {
        List<String> all = new ArrayList<>(cookies);
        all.add(cookie);
        return new ConsoleResponse(status, headers, all, body, base64);
    }

    /** Converts the response to API Gateway's format, and adds the security headers for browsers. */
    APIGatewayV2HTTPResponse event(boolean withBody) {
        Map<String, String> all = new TreeMap<>(SECURITY);
        all.putAll(headers);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withCookies(cookies)
                .withBody(withBody ? body : "")
                .withIsBase64Encoded(withBody && base64)
                .build();
    }
}

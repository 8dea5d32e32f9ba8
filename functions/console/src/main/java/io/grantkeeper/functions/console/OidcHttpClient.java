package io.grantkeeper.functions.console;

import io.grantkeeper.identity.outbound.BoundedHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Calls the issuer, without following redirects, and with limits on the size and duration of each response. */
final class OidcHttpClient {
    private static final int LARGEST = 256 * 1024;

    private final BoundedHttpClient http;

    OidcHttpClient(Duration timeout) {
        this.http = new BoundedHttpClient(timeout);
    }

    String get(URI url) throws IOException {
        return send(
                HttpRequest.newBuilder(url).header("accept", "application/json").build());
    }

    /** Posts a form, with the client's authorization if the client has a secret. */
    String post(URI url, String form, Optional<String> authorization) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8));
        authorization.ifPresent(value -> request.header("authorization", value));
        return send(request.build());
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request, _ -> LARGEST + 1);
            if (response.statusCode() != 200 || response.body().length > LARGEST) {
                throw new IOException("the issuer answered with HTTP status %d and %d bytes"
                        .formatted(response.statusCode(), response.body().length));
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

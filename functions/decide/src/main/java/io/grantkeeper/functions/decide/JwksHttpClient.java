package io.grantkeeper.functions.decide;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.grantkeeper.identity.outbound.BoundedHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Fetches an issuer's key set from exactly the configured URL, without following redirects and with a limit on the
 * response's size and duration.
 */
final class JwksHttpClient implements ResourceRetriever {
    private static final int LARGEST = 256 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** The HTTP client. It is needed only for callers with an access token. */
    private final BoundedHttpClient http;

    JwksHttpClient() {
        this(TIMEOUT);
    }

    JwksHttpClient(Duration timeout) {
        this.http = new BoundedHttpClient(timeout);
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString())).build();
        try {
            HttpResponse<byte[]> response = http.send(request, status -> status == 200 ? LARGEST + 1 : 0);
            byte[] bytes = response.body();
            if (response.statusCode() != 200 || bytes.length > LARGEST) {
                throw new IOException("the key set request returned HTTP status %d and %d bytes"
                        .formatted(response.statusCode(), bytes.length));
            }
            return new Resource(new String(bytes, StandardCharsets.UTF_8), "application/json");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

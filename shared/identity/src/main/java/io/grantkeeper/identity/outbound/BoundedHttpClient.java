package io.grantkeeper.identity.outbound;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link BoundedHttpCall}s, all with the same time limit. The HTTP client is created for the first call, because
 * loading root certificates takes time, and many processes make no call.
 */
public final class BoundedHttpClient {
    private final Duration timeout;
    private @Nullable HttpClient http;

    /**
     * Creates a client.
     *
     * @param timeout the maximum time to connect, and the maximum time for a whole call
     */
    public BoundedHttpClient(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Sends a request and reads the beginning of the response.
     *
     * @param maxBytes returns how many bytes of the body to read for a status code
     * @throws java.net.http.HttpTimeoutException if the response does not arrive in time
     */
    public HttpResponse<byte[]> send(HttpRequest request, IntUnaryOperator maxBytes)
            throws IOException, InterruptedException {
        return BoundedHttpCall.send(http(), request, maxBytes, timeout);
    }

    private synchronized HttpClient http() {
        HttpClient created = http;
        if (created == null) {
            created = OutboundHttpClients.client(timeout).build();
            http = created;
        }
        return created;
    }
}

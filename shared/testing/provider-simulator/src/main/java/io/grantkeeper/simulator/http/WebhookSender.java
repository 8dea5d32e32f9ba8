package io.grantkeeper.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends the push messages of all vendors. The timeout is GitHub's. */
public final class WebhookSender {

    /** The timeout for a receiver's response, as GitHub documents it. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /**
     * The receiver's response. A status of 502 means that the connection failed; 504 means that the response timed
     * out.
     */
    public record Receipt(int status, String note, Map<String, String> headers, String body) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public Receipt post(URI target, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(TIMEOUT).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> received = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> received.put(name, String.join(", ", values)));
            String note = response.statusCode() < 300 ? "OK" : "Invalid HTTP Response: " + response.statusCode();
            return new Receipt(response.statusCode(), note, received, response.body());
        } catch (HttpTimeoutException late) {
            return new Receipt(504, "timed out", Map.of(), "");
        } catch (IOException unreachable) {
            return new Receipt(502, "failed to connect to host", Map.of(), "");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Receipt(502, "interrupted", Map.of(), "");
        }
    }
}

package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Posts events as a JSON array. Redirects are not followed: the configured host is the only one that is called.
 *
 * @param token what stands behind {@code Authorization: Bearer}; empty for none
 */
public record HttpSink(String name, URI to, Optional<Supplier<Secret>> token, HttpClient http) implements EventSink {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void send(List<String> events) throws SinkFailedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"));
        token.ifPresent(secret ->
                request.header("authorization", "Bearer " + secret.get().reveal()));
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status < 200 || status > 299) {
                throw new SinkFailedException("%s answered %d".formatted(to.getHost(), status));
            }
        } catch (IOException e) {
            throw new SinkFailedException("%s cannot be reached".formatted(to.getHost()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SinkFailedException("interrupted while %s was called".formatted(to.getHost()), e);
        }
    }
}

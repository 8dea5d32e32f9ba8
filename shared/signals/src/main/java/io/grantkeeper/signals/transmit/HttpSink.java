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
    public List<Outcome> send(List<String> events) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"));
        token.ifPresent(secret ->
                request.header("authorization", "Bearer " + secret.get().reveal()));
        return Outcome.forAll(events.size(), outcome(request.build()));
    }

    private Outcome outcome(HttpRequest request) {
        try {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            int status = answer.statusCode();
            return status >= 200 && status < 300
                    ? new Outcome.Taken()
                    : new Outcome.Later("%s answered %d".formatted(to.getHost(), status), RetryAfter.of(answer));
        } catch (IOException _) {
            return new Outcome.Later("%s cannot be reached".formatted(to.getHost()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("interrupted while %s was called".formatted(to.getHost()));
        }
    }
}

package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.outbound.BoundedHttpCall;
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
 * A sink that posts events as a JSON array. It does not follow redirects, so events are sent only to the configured
 * host.
 *
 * @param to the URL to which events are posted
 * @param token supplies the token for {@code Authorization: Bearer}; empty for none
 */
public record OcsfHttpSink(String name, URI to, Optional<Supplier<Secret>> token, HttpClient http) implements OcsfSink {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public List<DeliveryOutcome> send(List<String> events) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"));
        token.ifPresent(secret ->
                request.header("authorization", "Bearer " + secret.get().reveal()));
        return DeliveryOutcome.forAll(events.size(), outcome(request.build()));
    }

    private DeliveryOutcome outcome(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = BoundedHttpCall.send(http, request, _ -> 0, TIMEOUT);
            int status = answer.statusCode();
            return status >= 200 && status < 300
                    ? new DeliveryOutcome.Accepted()
                    : new DeliveryOutcome.RetryLater(
                            "%s answered %d".formatted(to.getHost(), status), RetryAfterHeader.of(answer));
        } catch (IOException _) {
            return new DeliveryOutcome.RetryLater("cannot connect to %s".formatted(to.getHost()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.RetryLater("interrupted during a call to %s".formatted(to.getHost()));
        }
    }
}

package io.grantkeeper.signals.transmit;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the delay from a {@code Retry-After} header (RFC 9110, section 10.2.3). Only a delay in seconds is supported:
 * if the header is missing or contains a date, the result is empty.
 */
final class RetryAfterHeader {
    private RetryAfterHeader() {}

    static Optional<Duration> of(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("retry-after")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}

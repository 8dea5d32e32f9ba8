package io.grantkeeper.signals.transmit;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the delay that a response requests in seconds (RFC 9110, section 10.2.3). Empty if the header is missing or
 * contains a date.
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

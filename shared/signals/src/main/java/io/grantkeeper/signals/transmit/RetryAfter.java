package io.grantkeeper.signals.transmit;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The pause that an answer asks for, in seconds (RFC 9110, 10.2.3); empty where it says none, or a date. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("retry-after")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}

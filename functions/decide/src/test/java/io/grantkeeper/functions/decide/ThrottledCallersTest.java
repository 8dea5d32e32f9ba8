package io.grantkeeper.functions.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.AuthZenResponse;
import io.grantkeeper.authzen.CallerAuthentication.Outcome;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.functions.runtime.KeyedRateLimit;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottledCallersTest {
    private final AtomicLong now = new AtomicLong();
    private final ThrottledCallers callers = new ThrottledCallers(
            call -> call.header("X-API-Key")
                    .<Outcome>map(key -> new Outcome.Known(AuthZenCaller.named(key)))
                    .orElseGet(() -> new Outcome.Unknown("Bearer", "no key")),
            new KeyedRateLimit(1, 2, now::get));

    private static AuthZenHttpRequest request(String key) {
        return new AuthZenHttpRequest(
                "POST", "/access/v1/evaluation", key.isEmpty() ? Map.of() : Map.of("X-API-Key", key), new byte[0]);
    }

    @Test
    void limitsEachCallerSeparatelyAndAcceptsItAgainAfterWait() {
        assertThat(callers.authenticate(request("one"))).isInstanceOf(Outcome.Known.class);
        assertThat(callers.authenticate(request("one"))).isInstanceOf(Outcome.Known.class);
        assertThat(callers.authenticate(request("one"))).isInstanceOf(Outcome.Throttled.class);
        assertThat(callers.authenticate(request("two"))).isInstanceOf(Outcome.Known.class);
        now.set(1_000_000_000);
        assertThat(callers.authenticate(request("one"))).isInstanceOf(Outcome.Known.class);
        assertThat(callers.authenticate(request(""))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void answersThrottledCallerWith429() {
        AuthZenApi api = new AuthZenApi(
                new PdpMetadata(URI.create("https://pdp.acme.example"), false),
                callers,
                (_, _) -> {
                    throw new IllegalStateException("not reached");
                },
                Optional.empty(),
                new TokenSealer(() -> new byte[32]),
                RequestLimits.standard());
        for (int i = 0; i < 2; i++) {
            assertThat(api.answer(request("one")).status()).isNotEqualTo(429);
        }
        AuthZenResponse throttled = api.answer(request("one"));
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.headers()).containsEntry("Retry-After", "2");
    }
}

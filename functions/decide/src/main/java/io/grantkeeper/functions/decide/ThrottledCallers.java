package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.functions.runtime.KeyedRateLimit;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the rate of requests per caller, so that one caller cannot take the capacity that the others need. The limit
 * applies to one process.
 */
final class ThrottledCallers implements CallerAuthentication {
    private static final int PER_SECOND = 1_000;
    private static final int AT_ONCE = 2_000;

    private final CallerAuthentication callers;
    private final KeyedRateLimit limit;

    ThrottledCallers(CallerAuthentication callers, KeyedRateLimit limit) {
        this.callers = callers;
        this.limit = limit;
    }

    static KeyedRateLimit standardLimit(LongSupplier nanos) {
        return new KeyedRateLimit(PER_SECOND, AT_ONCE, nanos);
    }

    @Override
    public Outcome authenticate(AuthZenHttpRequest call) {
        Outcome outcome = callers.authenticate(call);
        if (!(outcome instanceof Outcome.Known known)) {
            return outcome;
        }
        Duration wait = limit.take(known.caller().id());
        return wait.isZero() ? outcome : new Outcome.Throttled(wait);
    }
}

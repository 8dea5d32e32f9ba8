package io.grantkeeper.connector.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The safeguards of one connection: leased calls protect the provider from Grantkeeper, and the circuit breaker
 * protects Grantkeeper from a failing provider.
 */
record ConnectionResilience(CallLease calls, CircuitBreaker breaker) {
    static final Duration PAUSE = Duration.ofSeconds(30);

    static CircuitBreaker newBreaker(String name, Clock clock) {
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .slowCallRateThreshold(100)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build();
        return CircuitBreaker.of(name, config);
    }
}

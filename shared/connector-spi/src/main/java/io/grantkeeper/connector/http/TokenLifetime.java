package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import java.time.Duration;
import java.time.Instant;

/**
 * When access tokens are renewed.
 *
 * @param renewBefore the time before expiry at which a token is renewed; a token must last for the many calls that one
 *     page can take. A token that is valid for less than twice this time is renewed after half of its lifetime.
 * @param maxDays the maximum lifetime, in days; a response that states a longer one does not match the provider's
 *     documentation
 */
public record TokenLifetime(Duration renewBefore, int maxDays) {
    /**
     * Returns when to renew the token in a response of a token endpoint.
     *
     * @param answer a response with {@code expires_in}, in seconds (RFC 6749, section 5.1)
     * @throws ConnectorException if the lifetime is missing or out of range
     */
    public Instant renewAt(JsonNodeReader answer, Instant now) throws ConnectorException {
        long seconds = answer.number("expires_in");
        if (seconds < 1 || seconds > Duration.ofDays(maxDays).toSeconds()) {
            throw answer.member("expires_in").unexpected("between 1 second and %d hours".formatted(24 * maxDays));
        }
        Duration lifetime = Duration.ofSeconds(seconds);
        Duration early = lifetime.compareTo(renewBefore.multipliedBy(2)) > 0 ? renewBefore : lifetime.dividedBy(2);
        return now.plus(lifetime).minus(early);
    }
}

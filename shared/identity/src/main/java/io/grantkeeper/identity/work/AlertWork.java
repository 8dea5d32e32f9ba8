package io.grantkeeper.identity.work;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/**
 * A message that requests an alert: new findings exist about this identity, so its owner must be notified.
 *
 * @param notBefore the earliest time at which the message may be processed
 * @param attempt the number of failed attempts so far
 */
public record AlertWork(TenantId tenant, IdentityId identity, Instant notBefore, int attempt) {
    public AlertWork retryAt(Instant instant) {
        return new AlertWork(tenant, identity, instant, attempt + 1);
    }
}

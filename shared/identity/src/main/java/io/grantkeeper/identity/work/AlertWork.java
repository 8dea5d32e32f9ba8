package io.grantkeeper.identity.work;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/** "Something new was found about this identity: tell whoever answers for it." */
public record AlertWork(TenantId tenant, IdentityId identity, Instant notBefore, int attempt) {
    public AlertWork retryAt(Instant instant) {
        return new AlertWork(tenant, identity, instant, attempt + 1);
    }
}

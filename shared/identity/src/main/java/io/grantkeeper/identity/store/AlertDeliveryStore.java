package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores alert deliveries and their recipients. A delivery is claimed together with its findings before it is sent, so
 * that no finding is reported twice. An abandoned claim can be taken over when its lease expires.
 */
public interface AlertDeliveryStore {
    /**
     * Claims a delivery and assigns its findings to it, atomically.
     *
     * @return false if the delivery already exists or one of its findings belongs to another delivery
     */
    boolean claim(TenantId tenant, AlertDelivery send);

    /**
     * Returns the deliveries about an identity that were claimed but not sent, whether or not their lease has expired.
     */
    List<AlertDelivery> unsent(TenantId tenant, IdentityId identity);

    /**
     * Takes over a claim whose lease has expired.
     *
     * @return false if another worker sent the message or took over the claim in the meantime
     */
    boolean takeOver(TenantId tenant, AlertDelivery send, Instant now, Instant leaseUntil);

    /** Records that the channel accepted the message. The operation is idempotent. */
    void recordSent(TenantId tenant, AlertDelivery send, Instant at, String receipt);

    StorePage<AlertDelivery> recent(TenantId tenant, int limit, Optional<String> from);
}

package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what was sent to whom. A send is claimed together with its findings before it leaves, so that no finding is
 * told twice; a claim whose owner died is taken over after its lease.
 */
public interface SendStore {
    /**
     * Claims a send and marks its findings with it, all or nothing.
     *
     * @return false where the send is there already, or one of its findings belongs to another send
     */
    boolean claim(TenantId tenant, Send send);

    /** Sends about an identity that were claimed and not sent, whatever their lease. */
    List<Send> unsent(TenantId tenant, IdentityId identity);

    /**
     * Takes over a claim whose lease has run out.
     *
     * @return false where it was sent meanwhile, or another took it over
     */
    boolean takeOver(TenantId tenant, Send send, Instant now, Instant leaseUntil);

    /** Records that the channel took it; recording it again changes nothing. */
    void sent(TenantId tenant, Send send, Instant at, String receipt);

    Slice<Send> recent(TenantId tenant, int limit, Optional<String> from);
}

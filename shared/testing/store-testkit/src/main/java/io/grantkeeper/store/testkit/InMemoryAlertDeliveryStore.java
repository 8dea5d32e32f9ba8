package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An {@code AlertDeliveryStore} that stores its data in memory and assigns the findings in an
 * {@link InMemoryFindingStore} to deliveries. Tests use it in place of the DynamoDB implementation.
 */
public final class InMemoryAlertDeliveryStore implements AlertDeliveryStore {
    private final InMemoryFindingStore findings;
    private final TenantRows<Key, AlertDelivery> sends = new TenantRows<>();

    private record Key(IdentityId identity, String id) {}

    public InMemoryAlertDeliveryStore(InMemoryFindingStore findings) {
        this.findings = findings;
    }

    @Override
    public synchronized boolean claim(TenantId tenant, AlertDelivery send) {
        if (sends.find(tenant, key(send)).isPresent()
                || !findings.claim(tenant, send.identity(), send.findings(), send.id())) {
            return false;
        }
        sends.put(tenant, key(send), send);
        return true;
    }

    @Override
    public synchronized List<AlertDelivery> unsent(TenantId tenant, IdentityId identity) {
        return sends.select(
                tenant,
                send -> send.identity().equals(identity) && send.sentAt().isEmpty(),
                Comparator.comparing(AlertDelivery::claimedAt).thenComparing(AlertDelivery::id));
    }

    @Override
    public synchronized boolean takeOver(TenantId tenant, AlertDelivery send, Instant now, Instant leaseUntil) {
        Optional<AlertDelivery> expired = sends.find(tenant, key(send))
                .filter(kept -> kept.sentAt().isEmpty() && !kept.leaseUntil().isAfter(now));
        expired.ifPresent(kept -> sends.put(tenant, key(send), kept.withLease(leaseUntil)));
        return expired.isPresent();
    }

    @Override
    public synchronized void recordSent(TenantId tenant, AlertDelivery send, Instant at, String receipt) {
        sends.find(tenant, key(send))
                .filter(kept -> kept.sentAt().isEmpty())
                .ifPresent(kept -> sends.put(tenant, key(send), kept.withSent(at, receipt)));
    }

    @Override
    public synchronized StorePage<AlertDelivery> recent(TenantId tenant, int limit, Optional<String> from) {
        List<AlertDelivery> all = sends.all(
                tenant,
                Comparator.comparing(AlertDelivery::claimedAt)
                        .thenComparing(AlertDelivery::id)
                        .reversed());
        return StorePages.slice(all, limit, from);
    }

    private static Key key(AlertDelivery send) {
        return new Key(send.identity(), send.id());
    }
}

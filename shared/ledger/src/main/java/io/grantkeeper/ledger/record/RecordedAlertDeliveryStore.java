package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records an alert in the ledger after its channel has accepted it and before it is stored as sent. */
public final class RecordedAlertDeliveryStore implements AlertDeliveryStore {
    private final AlertDeliveryStore sends;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public RecordedAlertDeliveryStore(AlertDeliveryStore sends, PendingEntryStore entries, SaltStore saltStore) {
        this.sends = sends;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    static String sentId(IdentityId identity, String name) {
        return "alert.sent/%s/%s".formatted(identity, name);
    }

    @Override
    public void recordSent(TenantId tenant, AlertDelivery send, Instant at, String receipt) {
        Pseudonyms names = new Pseudonyms(saltStore);
        IdentityId identity = send.identity();
        String id = names.of(tenant, identity, send.id());
        List<String> findings = send.findings().stream()
                .map(key -> names.of(tenant, identity, key))
                .toList();
        entries.add(
                tenant,
                LedgerEntry.of(
                                sentId(identity, id),
                                tenant,
                                at,
                                new LedgerEvent.AlertSent(
                                        id, send.channel(), names.ofAddress(tenant, send.recipient()), findings),
                                EntryActor.function("alert-owner"))
                        .withIdentity(identity)
                        .withEvidence(List.of(new EntryEvidence("message", names.of(tenant, identity, send.body())))));
        sends.recordSent(tenant, send, at, receipt);
    }

    @Override
    public boolean claim(TenantId tenant, AlertDelivery send) {
        return sends.claim(tenant, send);
    }

    @Override
    public List<AlertDelivery> unsent(TenantId tenant, IdentityId identity) {
        return sends.unsent(tenant, identity);
    }

    @Override
    public boolean takeOver(TenantId tenant, AlertDelivery send, Instant now, Instant leaseUntil) {
        return sends.takeOver(tenant, send, now, leaseUntil);
    }

    @Override
    public StorePage<AlertDelivery> recent(TenantId tenant, int limit, Optional<String> from) {
        return sends.recent(tenant, limit, from);
    }
}

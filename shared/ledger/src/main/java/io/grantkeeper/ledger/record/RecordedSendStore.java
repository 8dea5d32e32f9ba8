package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells of an alert once its channel has taken it, before it is recorded as sent. */
public final class RecordedSendStore implements SendStore {
    private final SendStore sends;
    private final EntryStore entries;
    private final Salts salts;

    public RecordedSendStore(SendStore sends, EntryStore entries, Salts salts) {
        this.sends = sends;
        this.entries = entries;
        this.salts = salts;
    }

    @Override
    public void sent(TenantId tenant, Send send, Instant at, String receipt) {
        Pseudonyms names = new Pseudonyms(salts);
        IdentityId identity = send.identity();
        String id = names.of(tenant, identity, send.id());
        List<String> findings = send.findings().stream()
                .map(key -> names.of(tenant, identity, key))
                .toList();
        entries.add(
                tenant,
                Entry.of(
                                "alert.sent/%s/%s".formatted(identity, id),
                                tenant,
                                at,
                                new Happening.AlertSent(
                                        id, send.channel(), names.ofAddress(tenant, send.recipient()), findings),
                                Actor.function("alert-owner"))
                        .about(identity)
                        .with(List.of(new Evidence("message", names.of(tenant, identity, send.body())))));
        sends.sent(tenant, send, at, receipt);
    }

    @Override
    public boolean claim(TenantId tenant, Send send) {
        return sends.claim(tenant, send);
    }

    @Override
    public List<Send> unsent(TenantId tenant, IdentityId identity) {
        return sends.unsent(tenant, identity);
    }

    @Override
    public boolean takeOver(TenantId tenant, Send send, Instant now, Instant leaseUntil) {
        return sends.takeOver(tenant, send, now, leaseUntil);
    }

    @Override
    public Slice<Send> recent(TenantId tenant, int limit, Optional<String> from) {
        return sends.recent(tenant, limit, from);
    }
}

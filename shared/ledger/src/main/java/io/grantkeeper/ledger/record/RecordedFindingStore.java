package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.FindingIndexEntry;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records in the ledger that a finding is opened or closed, before the wrapped store makes the change. A finding is
 * opened and closed only once, unless it is accepted for a limited time and then reopened, or replaced by one with a
 * higher rank.
 */
public final class RecordedFindingStore implements FindingStore {
    private final FindingStore findings;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public RecordedFindingStore(FindingStore findings, PendingEntryStore entries, SaltStore saltStore) {
        this.findings = findings;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    static String closedId(IdentityId identity, String name) {
        return "finding.closed/%s/%s".formatted(identity, name);
    }

    @Override
    public boolean open(TenantId tenant, Finding finding, Optional<PersonId> owner) {
        if (FindingLedgerEntries.isNeeded(findings, tenant, finding)) {
            entries.add(tenant, FindingLedgerEntries.opened(new Pseudonyms(saltStore), tenant, finding));
        }
        return findings.open(tenant, finding, owner);
    }

    @Override
    public boolean wouldOpen(TenantId tenant, Finding finding) {
        return findings.wouldOpen(tenant, finding);
    }

    @Override
    public void close(TenantId tenant, IdentityId identity, String key, Instant at) {
        boolean isOpen = findings.openByIdentity(tenant, identity).stream()
                .anyMatch(finding -> finding.key().equals(key));
        if (isOpen) {
            String name = new Pseudonyms(saltStore).of(tenant, identity, key);
            entries.add(
                    tenant,
                    LedgerEntry.of(
                                    closedId(identity, name),
                                    tenant,
                                    at,
                                    new LedgerEvent.FindingClosed(name),
                                    InventoryChangeRecorder.RECORDER)
                            .withIdentity(identity));
            findings.close(tenant, identity, key, at);
        }
    }

    /**
     * Accepts a finding for a limited time. The finding can be reopened and closed again, so the ids of the resulting
     * entries contain the time.
     */
    @Override
    public void accept(TenantId tenant, IdentityId identity, String key, Instant at) {
        String name = new Pseudonyms(saltStore).of(tenant, identity, key);
        entries.add(
                tenant,
                LedgerEntry.of(
                                closedId(identity, name) + "/" + at,
                                tenant,
                                at,
                                new LedgerEvent.FindingClosed(name),
                                EntryActor.function("apply-answer"))
                        .withIdentity(identity));
        findings.accept(tenant, identity, key, at);
    }

    @Override
    public void reopen(TenantId tenant, Finding finding, Instant at, Optional<PersonId> owner) {
        IdentityId identity = finding.identity();
        String name = new Pseudonyms(saltStore).of(tenant, identity, finding.key());
        entries.add(
                tenant,
                LedgerEntry.of(
                                "finding.opened/%s/%s/%s".formatted(identity, name, at),
                                tenant,
                                at,
                                new LedgerEvent.FindingOpened(name, finding.type(), finding.severity()),
                                EntryActor.function("escalate"))
                        .withIdentity(identity));
        findings.reopen(tenant, finding, at, owner);
    }

    @Override
    public List<Finding> openByIdentity(TenantId tenant, IdentityId identity) {
        return findings.openByIdentity(tenant, identity);
    }

    @Override
    public StorePage<Finding> openByOwner(TenantId tenant, PersonId owner, int limit, Optional<String> from) {
        return findings.openByOwner(tenant, owner, limit, from);
    }

    @Override
    public StorePage<Finding> open(TenantId tenant, int limit, Optional<String> from) {
        return findings.open(tenant, limit, from);
    }

    @Override
    public StorePage<FindingIndexEntry> openEntries(TenantId tenant, int limit, Optional<String> from) {
        return findings.openEntries(tenant, limit, from);
    }

    @Override
    public Map<String, Finding> findings(TenantId tenant, Collection<String> keys) {
        return findings.findings(tenant, keys);
    }
}

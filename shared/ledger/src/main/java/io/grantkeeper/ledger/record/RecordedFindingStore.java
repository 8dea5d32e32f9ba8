package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells of findings before they are opened or closed. A finding is opened once, and closed once, for good. */
public final class RecordedFindingStore implements FindingStore {
    private final FindingStore findings;
    private final EntryStore entries;
    private final Salts salts;

    public RecordedFindingStore(FindingStore findings, EntryStore entries, Salts salts) {
        this.findings = findings;
        this.entries = entries;
        this.salts = salts;
    }

    @Override
    public boolean open(TenantId tenant, Finding finding, Optional<PersonId> owner) {
        entries.add(tenant, FindingEntries.opened(new Pseudonyms(salts), tenant, finding));
        return findings.open(tenant, finding, owner);
    }

    @Override
    public void close(TenantId tenant, IdentityId identity, String key, Instant at) {
        boolean isOpen = findings.openOf(tenant, identity).stream()
                .anyMatch(finding -> finding.key().equals(key));
        if (isOpen) {
            String name = new Pseudonyms(salts).of(tenant, identity, key);
            entries.add(
                    tenant,
                    Entry.of(
                                    "finding.closed/%s/%s".formatted(identity, name),
                                    tenant,
                                    at,
                                    new Happening.FindingClosed(name),
                                    ChangeRecorder.RECORDER)
                            .about(identity));
            findings.close(tenant, identity, key, at);
        }
    }

    /** An acceptance ends a finding for a while: its entries carry the instant, for it can be opened and ended again. */
    @Override
    public void accept(TenantId tenant, IdentityId identity, String key, Instant at) {
        String name = new Pseudonyms(salts).of(tenant, identity, key);
        entries.add(
                tenant,
                Entry.of(
                                "finding.closed/%s/%s/%s".formatted(identity, name, at),
                                tenant,
                                at,
                                new Happening.FindingClosed(name),
                                Actor.function("settle-answer"))
                        .about(identity));
        findings.accept(tenant, identity, key, at);
    }

    @Override
    public void reopen(TenantId tenant, Finding finding, Instant at, Optional<PersonId> owner) {
        IdentityId identity = finding.identity();
        String name = new Pseudonyms(salts).of(tenant, identity, finding.key());
        entries.add(
                tenant,
                Entry.of(
                                "finding.opened/%s/%s/%s".formatted(identity, name, at),
                                tenant,
                                at,
                                new Happening.FindingOpened(name, finding.type(), finding.severity()),
                                Actor.function("escalate"))
                        .about(identity));
        findings.reopen(tenant, finding, at, owner);
    }

    @Override
    public List<Finding> openOf(TenantId tenant, IdentityId identity) {
        return findings.openOf(tenant, identity);
    }

    @Override
    public Slice<Finding> openOfOwner(TenantId tenant, PersonId owner, int limit, Optional<String> from) {
        return findings.openOfOwner(tenant, owner, limit, from);
    }

    @Override
    public Slice<Finding> open(TenantId tenant, int limit, Optional<String> from) {
        return findings.open(tenant, limit, from);
    }
}

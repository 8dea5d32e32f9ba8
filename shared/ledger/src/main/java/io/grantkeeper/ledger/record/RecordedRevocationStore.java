package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.identity.store.RevocationStore;
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
import java.util.stream.Collectors;

/**
 * Tells what is about to be taken away before the provider is called, and what became of it. The end is told when it is
 * known, so an attempt that only has a beginning is one of which nobody knows the end, or one that waits for a limit.
 */
public final class RecordedRevocationStore implements RevocationStore {
    private final RevocationStore revocations;
    private final EntryStore entries;
    private final Salts salts;

    public RecordedRevocationStore(RevocationStore revocations, EntryStore entries, Salts salts) {
        this.revocations = revocations;
        this.entries = entries;
        this.salts = salts;
    }

    @Override
    public void record(TenantId tenant, Revocation revocation) {
        boolean begins =
                revocation.outcome() == Outcome.STARTED && revocation.taken().isEmpty();
        if (begins || revocation.hasEnded()) {
            tell(tenant, revocation);
        }
        revocations.record(tenant, revocation);
    }

    private void tell(TenantId tenant, Revocation revocation) {
        Pseudonyms names = new Pseudonyms(salts);
        IdentityId identity = revocation.identity();
        String targets = names.of(
                tenant,
                identity,
                revocation.targets().stream().map(RowKey::toString).collect(Collectors.joining("\n")));
        String name = "%s/%s".formatted(revocation.startedAt(), targets);
        String calls = names.of(tenant, identity, String.join("\n", revocation.calls()));
        Happening what =
                switch (revocation.outcome()) {
                    case STARTED, WAITING -> new Happening.RevocationPreviewed(name, calls);
                    case DONE -> new Happening.RevocationDone(name, "done");
                    case BY_HAND -> new Happening.RevocationFailed(name, "by-hand");
                    case FAILED -> new Happening.RevocationFailed(name, "failed");
                };
        Instant at = revocation.endedAt().orElse(revocation.startedAt());
        Entry entry = Entry.of(
                        "revocation/%s/%s/%s".formatted(identity, name, revocation.outcome()),
                        tenant,
                        at,
                        what,
                        Actor.function("revoke"))
                .about(identity)
                .causedBy(Optional.of(names.ofAddress(tenant, revocation.requestedBy())))
                .with(List.of(new Evidence("words", names.of(tenant, identity, revocation.detail()))));
        entries.add(tenant, entry);
    }

    @Override
    public List<Revocation> of(TenantId tenant, IdentityId identity) {
        return revocations.of(tenant, identity);
    }

    @Override
    public Slice<Revocation> recent(TenantId tenant, int limit, Optional<String> from) {
        return revocations.recent(tenant, limit, from);
    }
}

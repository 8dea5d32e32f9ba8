package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.identity.store.RevocationStore;
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
import java.util.stream.Collectors;

/**
 * Records a revocation before the provider is called, and its outcome once it is known. If an attempt has no recorded
 * outcome, the outcome is unknown or the attempt is waiting for a rate limit to reset.
 */
public final class RecordedRevocationStore implements RevocationStore {
    private final RevocationStore revocations;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public RecordedRevocationStore(RevocationStore revocations, PendingEntryStore entries, SaltStore saltStore) {
        this.revocations = revocations;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    @Override
    public void record(TenantId tenant, RevocationAttempt revocation) {
        boolean begins =
                revocation.outcome() == Outcome.STARTED && revocation.taken().isEmpty();
        if (begins || revocation.hasEnded()) {
            recordEntry(tenant, revocation);
        }
        revocations.record(tenant, revocation);
    }

    static String name(Pseudonyms names, TenantId tenant, RevocationAttempt revocation) {
        String targets = names.of(
                tenant,
                revocation.identity(),
                revocation.targets().stream().map(RowKey::toString).collect(Collectors.joining("\n")));
        return "%s/%s".formatted(revocation.startedAt(), targets);
    }

    static String entryId(RevocationAttempt revocation, String name, Outcome outcome) {
        return "revocation/%s/%s/%s".formatted(revocation.identity(), name, outcome);
    }

    private void recordEntry(TenantId tenant, RevocationAttempt revocation) {
        Pseudonyms names = new Pseudonyms(saltStore);
        IdentityId identity = revocation.identity();
        String name = name(names, tenant, revocation);
        String calls = names.of(tenant, identity, String.join("\n", revocation.calls()));
        LedgerEvent what =
                switch (revocation.outcome()) {
                    case STARTED, WAITING -> new LedgerEvent.RevocationPreviewed(name, calls);
                    case DONE -> new LedgerEvent.RevocationDone(name, "done");
                    case BY_HAND -> new LedgerEvent.RevocationFailed(name, "by-hand");
                    case FAILED -> new LedgerEvent.RevocationFailed(name, "failed");
                };
        Instant at = revocation.endedAt().orElse(revocation.startedAt());
        LedgerEntry entry = LedgerEntry.of(
                        entryId(revocation, name, revocation.outcome()),
                        tenant,
                        at,
                        what,
                        EntryActor.function("revoke"))
                .withIdentity(identity)
                .withCause(Optional.of(names.ofAddress(tenant, revocation.requestedBy())))
                .withEvidence(List.of(new EntryEvidence("words", names.of(tenant, identity, revocation.detail()))));
        entries.add(tenant, entry);
    }

    @Override
    public List<RevocationAttempt> byIdentity(TenantId tenant, IdentityId identity) {
        return revocations.byIdentity(tenant, identity);
    }

    @Override
    public StorePage<RevocationAttempt> recent(TenantId tenant, int limit, Optional<String> from) {
        return revocations.recent(tenant, limit, from);
    }
}

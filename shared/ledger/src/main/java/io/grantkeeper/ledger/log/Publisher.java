package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.ProofCheck;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Signs what is integrated. Before it does, it proves to itself from the stored tiles that the log begins with the one
 * that was signed last; where it does not, it stops and signs nothing.
 */
final class Publisher {
    private static final int PAGE = 100;

    private final LogStore store;
    private final SigningKeys keys;
    private final CheckpointExport export;
    private final Clock clock;

    Publisher(LogStore store, SigningKeys keys, CheckpointExport export, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.export = export;
        this.clock = clock;
    }

    /** @return the latest checkpoint; empty while the log is */
    Optional<Checkpoint> publish(TenantId tenant) {
        // The checkpoint first: heads only grow, so the head read after it is no smaller, whoever else is at work.
        Optional<TrustedKeys.Verified> latest = store.checkpoint(tenant).map(note -> verified(tenant, note));
        Frontier head = store.head(tenant);
        if (head.size() == 0 && latest.isEmpty()) {
            return Optional.empty();
        }
        List<NoteSigner> signers = keys.at(tenant, clock.instant());
        boolean upToDate = latest.filter(last -> last.checkpoint().size() == head.size()
                        && last.checkpoint().root().equals(head.root())
                        && signers.stream().allMatch(signer -> last.signers().contains(signer.key())))
                .isPresent();
        if (!upToDate) {
            latest.ifPresent(last -> requireContinued(tenant, last.checkpoint(), head));
            Checkpoint next = Checkpoint.of(signers.getFirst().key().name(), head.size(), head.root());
            store.publish(
                    tenant, head.size(), SignedNote.sign(next.text(), signers).toString());
        }
        exportNew(tenant);
        return Optional.of(Checkpoint.of(signers.getFirst().key().name(), head.size(), head.root()));
    }

    private TrustedKeys.Verified verified(TenantId tenant, String note) {
        try {
            return keys.trusted(tenant).verify(SignedNote.parse(note, 1), 1);
        } catch (NotProvenException e) {
            throw new LedgerCorruptedException("the latest checkpoint of %s: %s".formatted(tenant, e.getMessage()), e);
        }
    }

    private void requireContinued(TenantId tenant, Checkpoint last, Frontier head) {
        try {
            if (head.size() < last.size()) {
                throw new NotProvenException("it has %d entries, fewer than the %s that were signed"
                        .formatted(head.size(), Long.toUnsignedString(last.size())));
            }
            if (last.size() > 0) {
                ProofCheck.consistency(
                        last.size(),
                        head.size(),
                        new LogTiles(store, tenant).proofs(head.size()).consistency(last.size(), head.size()),
                        last.root(),
                        head.root());
            }
        } catch (NotProvenException e) {
            throw new LedgerCorruptedException(
                    "the log of %s does not continue what was signed: %s; nothing is signed until somebody has looked"
                            .formatted(tenant, e.getMessage()),
                    e);
        }
    }

    /** Also those that an earlier run signed and did not get to export. */
    private void exportNew(TenantId tenant) {
        long from = store.exported(tenant);
        for (List<String> notes = store.checkpoints(tenant, from + 1, PAGE);
                !notes.isEmpty();
                notes = store.checkpoints(tenant, from + 1, PAGE)) {
            for (String note : notes) {
                from = verified(tenant, note).checkpoint().size();
                export.export(tenant, from, note);
            }
            store.exported(tenant, from);
        }
    }
}

package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.ProofVerifier;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Signs the root of the integrated tree. Before signing, proves from the stored tiles that the log is consistent with
 * the last signed checkpoint and with the largest exported one. If a proof fails, signs nothing.
 */
final class CheckpointPublisher {
    private static final int PAGE = 100;

    private final LogStore store;
    private final LogSigningKeys keys;
    private final CheckpointExport export;
    private final Clock clock;

    CheckpointPublisher(LogStore store, LogSigningKeys keys, CheckpointExport export, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.export = export;
        this.clock = clock;
    }

    /**
     * Signs and publishes a checkpoint if the log has grown or the signing keys have changed, and exports all
     * checkpoints that have not been exported yet.
     *
     * @return the latest checkpoint; empty if the log is empty
     */
    Optional<Checkpoint> publish(TenantId tenant) {
        // Read the checkpoint before the head: the head only grows, so a head that is read later is never smaller than
        // the checkpoint, even with concurrent writers.
        Optional<TrustedKeys.Verified> latest = store.checkpoint(tenant).map(note -> verify(tenant, note));
        TreeFrontier head = store.head(tenant);
        if (head.size() == 0 && latest.isEmpty()) {
            return Optional.empty();
        }
        List<NoteSigner> signers = keys.at(tenant, clock.instant());
        TreeFrontier current = head;
        boolean upToDate = latest.filter(last -> last.checkpoint().size() == current.size()
                        && last.checkpoint().root().equals(current.root())
                        && signers.stream().allMatch(signer -> last.signers().contains(signer.key())))
                .isPresent();
        if (!upToDate) {
            head = sign(tenant, latest.map(TrustedKeys.Verified::checkpoint), signers);
        }
        exportNew(tenant);
        return Optional.of(Checkpoint.of(signers.getFirst().key().name(), head.size(), head.root()));
    }

    private TreeFrontier sign(TenantId tenant, Optional<Checkpoint> latest, List<NoteSigner> signers) {
        // The exported checkpoint, too, must be read before the head.
        long recorded = store.exportedSize(tenant);
        Optional<CheckpointExport.Exported> exported = export.largest(tenant, recorded);
        TreeFrontier head = store.head(tenant);
        latest.ifPresent(last -> requireConsistent(tenant, "signed checkpoint", last, head));
        exported.ifPresent(largest -> requireConsistentWithExport(tenant, largest, recorded, head));
        Checkpoint next = Checkpoint.of(signers.getFirst().key().name(), head.size(), head.root());
        store.publish(tenant, head.size(), SignedNote.sign(next.text(), signers).toString());
        return head;
    }

    private TrustedKeys.Verified verify(TenantId tenant, String note) {
        try {
            return keys.trusted(tenant).verify(SignedNote.parse(note, 1), 1);
        } catch (ProofFailedException e) {
            throw new LedgerCorruptedException("a checkpoint of %s: %s".formatted(tenant, e.getMessage()), e);
        }
    }

    /**
     * Compares the log with the largest checkpoint that is stored where its operators cannot change it. The signed
     * checkpoint in the log store does not reveal that the whole store was replaced by an earlier or another one.
     */
    private void requireConsistentWithExport(
            TenantId tenant, CheckpointExport.Exported exported, long recorded, TreeFrontier head) {
        Checkpoint checkpoint = verify(tenant, exported.note()).checkpoint();
        if (checkpoint.size() != exported.size()) {
            throw new LedgerCorruptedException(
                    "the checkpoint of %s that was exported under the size %d has size %s; signing has stopped until a person has investigated"
                            .formatted(tenant, exported.size(), Long.toUnsignedString(checkpoint.size())));
        }
        requireConsistent(tenant, "exported checkpoint of size " + checkpoint.size(), checkpoint, head);
        if (checkpoint.size() < recorded) {
            throw new LedgerCorruptedException(
                    "the log of %s states that its checkpoint of size %d was exported, but the largest exported one has size %d; signing has stopped until a person has investigated"
                            .formatted(tenant, recorded, checkpoint.size()));
        }
    }

    private void requireConsistent(TenantId tenant, String which, Checkpoint last, TreeFrontier head) {
        try {
            if (head.size() < last.size()) {
                throw new ProofFailedException("it has %d entries, fewer than the %s that were signed"
                        .formatted(head.size(), Long.toUnsignedString(last.size())));
            }
            if (last.size() > 0) {
                ProofVerifier.consistency(
                        last.size(),
                        head.size(),
                        new StoredLogTiles(store, tenant).proofs(head.size()).consistency(last.size(), head.size()),
                        last.root(),
                        head.root());
            }
        } catch (ProofFailedException e) {
            throw new LedgerCorruptedException(
                    "the log of %s is not consistent with the %s: %s; signing has stopped until a person has investigated"
                            .formatted(tenant, which, e.getMessage()),
                    e);
        }
    }

    /** Exports new checkpoints, including those that an earlier run signed but did not export. */
    private void exportNew(TenantId tenant) {
        long from = store.exportedSize(tenant);
        for (List<String> notes = store.checkpoints(tenant, from + 1, PAGE);
                !notes.isEmpty();
                notes = store.checkpoints(tenant, from + 1, PAGE)) {
            for (String note : notes) {
                from = verify(tenant, note).checkpoint().size();
                export.export(tenant, from, note);
            }
            store.exportedSize(tenant, from);
        }
    }
}

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
import io.grantkeeper.ledger.witness.CosignatureCollector;
import io.grantkeeper.ledger.witness.CosignatureCollector.Answered;
import io.grantkeeper.ledger.witness.WitnessAnswer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Signs the root of the integrated tree. Before signing, proves from the stored tiles that the log is consistent with
 * the last signed checkpoint and with the largest exported one. If a proof fails, signs nothing. After publishing a
 * checkpoint, asks the witnesses to cosign it. A witness that does not answer delays the export of the checkpoint, but
 * not its publication.
 */
final class CheckpointPublisher {
    private static final int PAGE = 100;

    private final LogStore store;
    private final LogSigningKeys keys;
    private final CheckpointExport export;
    private final CosignatureCollector witnesses;
    private final Clock clock;

    CheckpointPublisher(
            LogStore store, LogSigningKeys keys, CheckpointExport export, CosignatureCollector witnesses, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.export = export;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    /** A checkpoint with its signatures, which have been verified. */
    private record Signed(SignedNote note, TrustedKeys.Verified verified) {
        Checkpoint checkpoint() {
            return verified.checkpoint();
        }
    }

    /**
     * The current checkpoint, which is empty if the log is empty, and the responses of the witnesses that were asked.
     */
    record Published(Optional<Checkpoint> checkpoint, List<Answered> witnesses) {}

    /**
     * Signs and publishes a checkpoint if the log has grown or the signing keys have changed, asks for missing
     * cosignatures, and exports the checkpoints that have not been exported yet.
     *
     * @param shouldContinue returns whether there is time to export another page of checkpoints
     */
    Published publish(TenantId tenant, BooleanSupplier shouldContinue) {
        // Read the checkpoint before the head: the head only grows, so a head that is read later is never smaller than
        // the checkpoint, even with concurrent writers.
        Optional<Signed> latest = store.checkpoint(tenant).map(note -> verify(tenant, note));
        TreeFrontier head = store.head(tenant);
        if (head.size() == 0 && latest.isEmpty()) {
            return new Published(Optional.empty(), List.of());
        }
        List<NoteSigner> signers = keys.at(tenant, clock.instant());
        Signed current =
                latest.filter(last -> isUpToDate(last, head, signers)).orElseGet(() -> sign(tenant, latest, signers));
        List<Answered> answers = askWitnesses(
                tenant,
                current,
                latest.map(Signed::checkpoint).map(Checkpoint::size).orElse(0L));
        if (export.isConfigured()) {
            exportNew(tenant, shouldContinue);
        }
        return new Published(Optional.of(current.checkpoint()), answers);
    }

    private static boolean isUpToDate(Signed last, TreeFrontier head, List<NoteSigner> signers) {
        return last.checkpoint().size() == head.size()
                && last.checkpoint().root().equals(head.root())
                && signers.stream().allMatch(signer -> last.verified().signers().contains(signer.key()));
    }

    private Signed sign(TenantId tenant, Optional<Signed> latest, List<NoteSigner> signers) {
        // The exported checkpoint, too, must be read before the head.
        long recorded = store.exportedSize(tenant);
        Optional<CheckpointExport.Exported> exported = export.largest(tenant, recorded);
        TreeFrontier head = store.head(tenant);
        latest.ifPresent(last -> requireConsistent(tenant, "signed checkpoint", last.checkpoint(), head));
        if (export.isConfigured()) {
            requireConsistentWithExport(tenant, exported, recorded, head);
        }
        Checkpoint next = Checkpoint.of(signers.getFirst().key().name(), head.size(), head.root());
        SignedNote signed = SignedNote.sign(next.text(), signers);
        SignedNote note = latest.filter(last -> last.note().text().equals(signed.text()))
                .map(last -> witnesses.withCosignaturesOf(last.note(), signed))
                .orElse(signed);
        store.publish(tenant, head.size(), note.toString());
        return verify(tenant, note.toString());
    }

    private Signed verify(TenantId tenant, String text) {
        try {
            SignedNote note = SignedNote.parse(text, 1);
            return new Signed(note, keys.trusted(tenant).verify(note, 1));
        } catch (ProofFailedException e) {
            throw new LedgerCorruptedException("a checkpoint of %s: %s".formatted(tenant, e.getMessage()), e);
        }
    }

    /**
     * Compares the log with the largest checkpoint that is stored where its operators cannot change it. The signed
     * checkpoint in the log store does not reveal that the whole store was replaced by an earlier copy or by another
     * store.
     *
     * @param exported the largest exported checkpoint; empty if none is found
     * @param recorded the size of the largest checkpoint that the log records as exported; 0 if none was
     */
    private void requireConsistentWithExport(
            TenantId tenant, Optional<CheckpointExport.Exported> exported, long recorded, TreeFrontier head) {
        if (exported.isEmpty()) {
            if (recorded > 0) {
                throw new LedgerCorruptedException(
                        "the log of %s states that its checkpoint of size %d was exported, but no exported checkpoint is found; signing has stopped until a person has investigated"
                                .formatted(tenant, recorded));
            }
            return;
        }
        CheckpointExport.Exported largest = exported.get();
        Checkpoint checkpoint = verify(tenant, largest.note()).checkpoint();
        if (checkpoint.size() != largest.size()) {
            throw new LedgerCorruptedException(
                    "the checkpoint of %s that was exported under the size %d has size %s; signing has stopped until a person has investigated"
                            .formatted(tenant, largest.size(), Long.toUnsignedString(checkpoint.size())));
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

    /**
     * Asks the witnesses that have not cosigned the checkpoint, and stores their cosignatures with it.
     *
     * @param previous the size of the checkpoint that was the latest one before this run
     */
    private List<Answered> askWitnesses(TenantId tenant, Signed current, long previous) {
        List<Answered> answers = witnesses.ask(
                current.note(),
                current.checkpoint(),
                (from, to) -> new StoredLogTiles(store, tenant).proofs(to).consistency(from, to),
                previous);
        SignedNote cosigned = current.note();
        for (Answered answered : answers) {
            if (answered.answer() instanceof WitnessAnswer.Cosigned(var signature)) {
                cosigned = cosigned.withOnlySignatureOf(answered.witness().key(), signature);
            }
        }
        if (!cosigned.equals(current.note())) {
            store.publish(tenant, current.checkpoint().size(), cosigned.toString());
        }
        return answers.stream()
                .filter(answered -> !isSuperseded(tenant, answered.answer()))
                .toList();
    }

    /** Returns whether a witness is ahead because another run has sealed more entries in the meantime. */
    private boolean isSuperseded(TenantId tenant, WitnessAnswer answer) {
        return answer instanceof WitnessAnswer.Ahead(long size)
                && store.head(tenant).size() >= size;
    }

    /**
     * Exports new checkpoints, including those that an earlier run signed but did not export: at least one page of them,
     * and more while there is time.
     */
    private void exportNew(TenantId tenant, BooleanSupplier shouldContinue) {
        long from = store.exportedSize(tenant);
        do {
            List<String> notes = store.checkpoints(tenant, from + 1, PAGE);
            if (notes.isEmpty()) {
                return;
            }
            for (String note : notes) {
                from = verify(tenant, note).checkpoint().size();
                export.export(tenant, from, note);
            }
            store.exportedSize(tenant, from);
        } while (shouldContinue.getAsBoolean());
    }
}

package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.witness.CosignatureCollector;
import io.grantkeeper.ledger.witness.CosignatureCollector.Answered;
import io.grantkeeper.ledger.witness.Witnesses;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Integrates all pending entries into the tree, signs the new root, and asks witnesses to cosign it. Any number of
 * instances can run concurrently, and each can be interrupted between any two calls to the store.
 */
public final class SealLedger {
    private final LogIntegrator integrator;
    private final CheckpointPublisher publisher;

    /** Creates an instance that asks no witnesses. */
    public SealLedger(LogStore store, LogSigningKeys keys, CheckpointExport export, Clock clock) {
        this(store, keys, export, new CosignatureCollector(Witnesses.none(), clock), clock);
    }

    public SealLedger(
            LogStore store, LogSigningKeys keys, CheckpointExport export, CosignatureCollector witnesses, Clock clock) {
        this.integrator = new LogIntegrator(store);
        this.publisher = new CheckpointPublisher(store, keys, export, witnesses, clock);
    }

    /**
     * The result of a run.
     *
     * @param integrated the number of entries that this run integrated; concurrent runs may have integrated others
     * @param checkpoint the current signed checkpoint; empty if the log is empty
     * @param witnesses the responses of the witnesses that had not cosigned the checkpoint before
     */
    public record Sealed(long integrated, Optional<Checkpoint> checkpoint, List<Answered> witnesses) {
        public Sealed {
            witnesses = List.copyOf(witnesses);
        }
    }

    /**
     * Seals one log.
     *
     * @param shouldContinue returns whether there is time for another batch of entries to integrate or of checkpoints to
     *     export; if not, the next run processes the rest
     * @throws io.grantkeeper.ledger.LedgerCorruptedException if stored data contradicts a signed checkpoint
     */
    public Sealed seal(TenantId tenant, BooleanSupplier shouldContinue) {
        long integrated = integrator.integrate(tenant, shouldContinue);
        CheckpointPublisher.Published published = publisher.publish(tenant, shouldContinue);
        return new Sealed(integrated, published.checkpoint(), published.witnesses());
    }
}

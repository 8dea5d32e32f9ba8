package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.note.Checkpoint;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Integrates all pending entries into the tree and signs the new root. Any number of instances can run concurrently,
 * and each can be interrupted between any two calls to the store.
 */
public final class SealLedger {
    private final LogIntegrator integrator;
    private final CheckpointPublisher publisher;

    public SealLedger(LogStore store, LogSigningKeys keys, CheckpointExport export, Clock clock) {
        this.integrator = new LogIntegrator(store);
        this.publisher = new CheckpointPublisher(store, keys, export, clock);
    }

    /**
     * The result of a run.
     *
     * @param integrated the number of entries that this run integrated; concurrent runs may have integrated others
     * @param checkpoint the current signed checkpoint; empty if the log is empty
     */
    public record Sealed(long integrated, Optional<Checkpoint> checkpoint) {}

    /**
     * Seals one log.
     *
     * @param shouldContinue returns whether there is time for another batch; if not, the next run processes the rest
     * @throws io.grantkeeper.ledger.LedgerCorruptedException if stored data contradicts a signed checkpoint
     */
    public Sealed seal(TenantId tenant, BooleanSupplier shouldContinue) {
        long integrated = integrator.integrate(tenant, shouldContinue);
        return new Sealed(integrated, publisher.publish(tenant));
    }
}

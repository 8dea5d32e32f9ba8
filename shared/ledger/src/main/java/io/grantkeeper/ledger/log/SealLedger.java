package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.note.Checkpoint;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Brings every entry that waits into the tree, and signs the result. Any number may run at once, and die at any call. */
public final class SealLedger {
    private final Integrator integrator;
    private final Publisher publisher;

    public SealLedger(LogStore store, SigningKeys keys, CheckpointExport export, Clock clock) {
        this.integrator = new Integrator(store);
        this.publisher = new Publisher(store, keys, export, clock);
    }

    /**
     * What a run did.
     *
     * @param integrated how many entries this run brought in; others may have brought in more
     * @param checkpoint what is signed now; empty while the log is
     */
    public record Sealed(long integrated, Optional<Checkpoint> checkpoint) {}

    /**
     * Seals one log.
     *
     * @param goOn whether there is time for another piece; what is left is done by the next run
     * @throws io.grantkeeper.ledger.LedgerCorruptedException where what is stored contradicts what was signed
     */
    public Sealed seal(TenantId tenant, BooleanSupplier goOn) {
        long integrated = integrator.integrate(tenant, goOn);
        return new Sealed(integrated, publisher.publish(tenant));
    }
}

package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import java.time.Instant;

/** Stores the effects of a genuine webhook. The effects are durable when the method that stores them returns. */
final class WebhookEffects {
    private static final String SOURCE = "receive-webhook";

    private final AccessStore access;
    private final SweepStore sweeps;
    private final RereadScheduler rereads;
    private final ParkingQueue deadLetters;

    WebhookEffects(AccessStore access, SweepStore sweeps, RereadScheduler rereads, ParkingQueue deadLetters) {
        this.access = access;
        this.sweeps = sweeps;
        this.rereads = rereads;
        this.deadLetters = deadLetters;
    }

    /**
     * Stores the evidence that a webhook contains, and queues the rereads that it requires.
     *
     * @return the number of rereads that were queued, excluding those that were already in the queue
     */
    int store(Connection connection, WebhookOutcome.Accepted accepted, Instant now) {
        boolean baseline = isBaseline(connection);
        storeEvidence(connection, new ObservationBatch(now, baseline, accepted.evidence()));
        return reread(connection, accepted, baseline);
    }

    /** Queues the rereads of a webhook whose evidence is already stored, and returns the number of rereads queued. */
    int reread(Connection connection, WebhookOutcome.Accepted accepted) {
        return reread(connection, accepted, isBaseline(connection));
    }

    private int reread(Connection connection, WebhookOutcome.Accepted accepted, boolean baseline) {
        return rereads.enqueue(
                connection.tenant(), connection.id(), accepted.rereads(), baseline, "webhook " + accepted.event());
    }

    private boolean isBaseline(Connection connection) {
        return sweeps.connection(connection.tenant(), connection.id())
                .baselineAt()
                .isEmpty();
    }

    /**
     * Stores the evidence. Evidence that is too large for the store is moved to the parking queue, because a retry
     * would not make it smaller.
     */
    private void storeEvidence(Connection connection, ObservationBatch batch) {
        if (batch.observations().isEmpty()) {
            return;
        }
        try {
            access.apply(connection.tenant(), batch);
        } catch (ItemTooLargeException e) {
            deadLetters.park(SOURCE, ModelJson.write(batch), String.valueOf(e.getMessage()));
        }
    }
}

package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.DeadLetters;
import java.time.Instant;

/** Does what a genuine webhook calls for; all is durable when it returns. */
final class Consequences {
    private static final String SOURCE = "receive-webhook";

    private final AccessStore access;
    private final SweepStore sweeps;
    private final Rereads rereads;
    private final DeadLetters deadLetters;

    Consequences(AccessStore access, SweepStore sweeps, Rereads rereads, DeadLetters deadLetters) {
        this.access = access;
        this.sweeps = sweeps;
        this.rereads = rereads;
        this.deadLetters = deadLetters;
    }

    /**
     * Keeps the evidence and queues the re-reads.
     *
     * @return how many re-reads were queued; those that were queued already are not counted
     */
    int draw(Connection connection, WebhookOutcome.Accepted accepted, Instant now) {
        boolean baseline = sweeps.connection(connection.tenant(), connection.id())
                .baselineAt()
                .isEmpty();
        keep(connection, new ObservationBatch(now, baseline, accepted.evidence()));
        return rereads.enqueue(
                connection.tenant(), connection.id(), accepted.rereads(), baseline, "webhook " + accepted.event());
    }

    /** Evidence that the store cannot hold is parked: trying again would not make it smaller. */
    private void keep(Connection connection, ObservationBatch batch) {
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

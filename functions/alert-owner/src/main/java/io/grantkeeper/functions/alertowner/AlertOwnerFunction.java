package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.SqsBatchHandler;
import io.grantkeeper.functions.work.WorkMessageCodec;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Handles one {@link AlertWork} per record. Work that is not yet due goes back to the queue with a delay. Work that no
 * channel can deliver is moved to the parking queue, together with the reason.
 */
final class AlertOwnerFunction implements Function<SQSEvent, SQSBatchResponse> {
    private static final String NAME = "alert-owner";
    private final SendOwnerAlerts alertOwner;
    private final WorkQueue<AlertWork> queue;
    private final ParkingQueue deadLetters;
    private final Clock clock;
    private final SqsBatchHandler<AlertWork> records;

    AlertOwnerFunction(SendOwnerAlerts alertOwner, WorkQueue<AlertWork> queue, ParkingQueue deadLetters, Clock clock) {
        this.alertOwner = alertOwner;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.records = new SqsBatchHandler<>(NAME, WorkMessageCodec::alertWork, this::handle, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        return records.handle(event);
    }

    private void handle(AlertWork work) {
        switch (alertOwner.handle(work)) {
            case SendOwnerAlerts.Outcome.Done _ -> {
                // nothing is left to do, so the record is acknowledged
            }
            case SendOwnerAlerts.Outcome.Later(Instant notBefore, String _) -> {
                Instant now = clock.instant();
                boolean notDue = now.isBefore(work.notBefore());
                Duration delay = notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ofSeconds(1);
                queue.send(notDue ? work : work.retryAt(notBefore.isAfter(now) ? notBefore : now), delay);
            }
            case SendOwnerAlerts.Outcome.Undeliverable(String reason) ->
                deadLetters.park(NAME, ModelJson.write(work), reason);
        }
    }
}

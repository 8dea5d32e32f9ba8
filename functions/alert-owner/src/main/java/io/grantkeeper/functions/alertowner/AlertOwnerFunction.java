package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.alerts.AlertOwner;
import io.grantkeeper.functions.runtime.SqsRecords;
import io.grantkeeper.functions.work.WorkFormat;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Handles one {@link AlertWork} a record. What has to wait goes back to the queue as a new message with a delay; what
 * no channel will take is parked with the reason.
 */
final class AlertOwnerFunction implements Function<SQSEvent, SQSBatchResponse> {
    private static final String NAME = "alert-owner";
    private final AlertOwner alertOwner;
    private final WorkQueue<AlertWork> queue;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final SqsRecords<AlertWork> records;

    AlertOwnerFunction(AlertOwner alertOwner, WorkQueue<AlertWork> queue, DeadLetters deadLetters, Clock clock) {
        this.alertOwner = alertOwner;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.records = new SqsRecords<>(NAME, WorkFormat::alertWork, this::handle, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        return records.handle(event);
    }

    private void handle(AlertWork work) {
        switch (alertOwner.handle(work)) {
            case AlertOwner.Outcome.Done _ -> {
                // the record is acknowledged
            }
            case AlertOwner.Outcome.Later(Instant notBefore, String _) -> {
                Instant now = clock.instant();
                boolean notDue = now.isBefore(work.notBefore());
                Duration delay = notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ofSeconds(1);
                queue.send(notDue ? work : work.retryAt(notBefore.isAfter(now) ? notBefore : now), delay);
            }
            case AlertOwner.Outcome.Hopeless(String reason) -> deadLetters.park(NAME, ModelJson.write(work), reason);
        }
    }
}

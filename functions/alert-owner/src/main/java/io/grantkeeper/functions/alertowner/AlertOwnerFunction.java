package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.SqsBatchHandler;
import io.grantkeeper.functions.work.WorkMessageCodec;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import io.grantkeeper.owners.alerts.SendTestAlert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Handles one {@link AlertWork} per record. Work that is not yet due goes back to the queue with a delay. Work that no
 * channel can deliver is moved to the parking queue, together with the reason. A caller that may invoke the function can
 * send a test message.
 */
final class AlertOwnerFunction implements Function<SQSEvent, SQSBatchResponse> {
    private static final String NAME = "alert-owner";
    /**
     * The event source that marks a record as a test request. The event then has only this record, and the record's
     * body is the recipient's email address. Lambda sets the source of all records from a queue to {@code aws:sqs}, so
     * a caller that has only write access to the queue cannot request a test.
     */
    private static final String TEST = "grantkeeper:test-alert";

    private final SendOwnerAlerts alertOwner;
    private final SendTestAlert testAlert;
    private final WorkQueue<AlertWork> queue;
    private final ParkingQueue deadLetters;
    private final Clock clock;
    private final SqsBatchHandler<AlertWork> records;

    AlertOwnerFunction(
            SendOwnerAlerts alertOwner,
            SendTestAlert testAlert,
            WorkQueue<AlertWork> queue,
            ParkingQueue deadLetters,
            Clock clock) {
        this.alertOwner = alertOwner;
        this.testAlert = testAlert;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.records = new SqsBatchHandler<>(NAME, WorkMessageCodec::alertWork, this::handle, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        Optional<String> tested = testRecipient(event);
        if (tested.isPresent()) {
            sendTest(tested.get());
            return new SQSBatchResponse(List.of());
        }
        return records.handle(event);
    }

    private static Optional<String> testRecipient(SQSEvent event) {
        List<SQSEvent.SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        return messages.size() == 1 && TEST.equals(messages.getFirst().getEventSource())
                ? Optional.of(String.valueOf(messages.getFirst().getBody()))
                : Optional.empty();
    }

    /** Sends the test message. The caller waits for the result, so a failure is thrown. */
    private void sendTest(String email) {
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("the body of a test record must be an email address");
        }
        try {
            var _ = testAlert.send(email);
        } catch (ChannelException e) {
            throw new IllegalStateException(e.reason(), e);
        }
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
